import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../lambdas/prospects-api/handler.ts';
import { exportResponse } from '../../shared/contracts/http/responses.ts';
import { HOUR } from '../../shared/domain/instant.ts';
import { type Platform, TENANT } from '../support/platform.ts';
import { prospect, TUESDAY } from '../support/routing-request.ts';
import { apiOptions, type Call, call, KEYS, openPlatform } from './http.ts';

const ID = 'prospect_1';

let platform: Platform;
let handler: ReturnType<typeof createHandler>;
beforeEach(async () => {
  platform = await openPlatform();
  handler = createHandler(platform.ports(), apiOptions(platform));
  await platform.scopes(TENANT).prospects.put(prospect({ name: 'Marie Dupont' }));
});

const ask = (method: string, rest = '', options: Call = {}, id = ID) =>
  call(handler, method, `/v1/prospects/${id}${rest}`, { pathParameters: { prospectId: id }, ...options });

/** Marie was told something by e-mail with a file, and something waits for her. */
async function history(): Promise<{ sent: string; waiting: string }> {
  const filename = 'plan.pdf';
  const files = [{ index: 0, filename, contentType: 'application/pdf', content: Buffer.from('%PDF') }];
  const content = { body: 'Bonjour Marie', attachments: [{ filename }] };
  const { messageId: sent } = await platform.post({ channel: 'email', content }, { files });
  await platform.run();
  const { messageId: waiting } = await platform.post({ sendAt: TUESDAY + 5 * HOUR });
  await platform.run();
  return { sent, waiting };
}

describe('What is kept of a person', () => {
  test('is handed over: who they are, what they agreed to, what they were told and what became of it', async () => {
    const { sent, waiting } = await history();
    const stop = { reason: 'opted-out', text: 'STOP', source: 'inbound SM1', at: TUESDAY } as const;
    await platform.scopes(TENANT).prospects.suppress('sms', '+33612345678', stop);
    const { status, body } = await ask('GET', '/export');
    expect([status, exportResponse.safeParse(body).error?.issues]).toEqual([200, undefined]);
    expect(body.prospect).toMatchObject({
      id: ID,
      name: 'Marie Dupont',
      consents: { marketing: { granted: true } },
    });
    expect(body.addresses).toMatchObject([
      { channel: 'sms', suppression: { reason: 'opted-out', text: 'STOP' } },
    ]);
    const attachments = [{ filename: 'plan.pdf', contentType: 'application/pdf' }];
    expect(body.messages).toMatchObject([
      {
        id: sent,
        status: 'delivered',
        content: { body: 'Bonjour Marie', attachments },
        to: { email: 'marie@example.com' },
      },
      { id: waiting, status: 'deferred' },
    ]);
  });

  test('comes page by page', async () => {
    const { sent, waiting } = await history();
    const first = (await ask('GET', '/export', { query: 'limit=1' })).body;
    const second = (await ask('GET', '/export', { query: `limit=1&cursor=${first.nextCursor}` })).body;
    const ids = [first, second].map(({ messages }) => messages.map(({ id }: { id: string }) => id));
    expect(ids).toEqual([[sent], [waiting]]);
    expect(second.nextCursor).toBeUndefined();
    expect((await ask('GET', '/export', { query: 'cursor=x' })).status).toBe(400);
  });

  test('is nobody else’s to ask for', async () => {
    expect((await ask('GET', '/export', { key: KEYS.other })).status).toBe(404);
    expect((await ask('DELETE', '', { key: KEYS.other })).status).toBe(404);
    expect((await ask('DELETE', '', { key: KEYS.reader })).status).toBe(403);
    expect((await ask('GET', '/export', {}, 'nobody')).status).toBe(404);
  });
});

describe('A person who asks to be forgotten', () => {
  test('leaves neither a record, nor words, nor files behind', async () => {
    const { sent } = await history();
    expect(platform.attachments.keys()).toHaveLength(1);
    expect((await ask('DELETE')).status).toBe(204);
    expect(platform.attachments.keys()).toEqual([]);
    expect((await ask('GET')).status).toBe(404);
    expect((await ask('GET', '/export')).status).toBe(404);
    const record = await platform.scopes(TENANT).messages.load(sent);
    expect(JSON.stringify(record)).not.toMatch(/Marie|marie|33612345678|plan\.pdf/);
    expect(await platform.status(sent)).toBe('delivered');
  });

  test('hears nothing more: what waited is cancelled, and stays so whoever still holds it', async () => {
    const { waiting } = await history();
    await ask('DELETE');
    const before = platform.twilio.taken.length + platform.resend.taken.length;
    await platform.run(6 * HOUR);
    expect(platform.twilio.taken.length + platform.resend.taken.length).toBe(before);
    expect(await platform.status(waiting)).toBe('cancelled');
  });

  test('is still not written to where they said STOP, of which no more than that is kept', async () => {
    const { prospects } = platform.scopes(TENANT);
    const stop = {
      reason: 'opted-out',
      text: 'STOP merci, Marie',
      source: 'inbound SM1',
      at: TUESDAY,
    } as const;
    await prospects.suppress('sms', '+33612345678', stop);
    await prospects.noteInbound('whatsapp', '+33612345678', TUESDAY);
    await ask('DELETE');
    const facts = await prospects.addressFacts({ phone: '+33612345678', whatsapp: '+33612345678' });
    expect(facts.sms).toEqual({
      suppression: { reason: 'opted-out', text: '', source: 'erased', at: TUESDAY },
      erasedAt: platform.clock.now(),
    });
    expect(facts.whatsapp?.lastInboundAt).toBeUndefined();
  });

  test('is forgotten once: other systems hear of it, and a repetition finds nobody', async () => {
    await ask('DELETE');
    expect((await ask('DELETE')).status).toBe(404);
    const told = platform.domainEvents.published.filter(({ type }) => type === 'prospect.erased');
    expect(told).toMatchObject([{ prospectId: ID, tenantId: TENANT }]);
  });

  test('is not half forgotten: asked again after a fault, the rest is done and others hear of it', async () => {
    await history();
    for (const outage of ['attachments.remove', 'scopes.messages.forget', 'domainEvents.publish']) {
      platform.outages.add(outage);
      expect((await ask('DELETE')).status).toBe(500);
      platform.outages.clear();
    }
    expect((await ask('DELETE')).status).toBe(204);
    const told = platform.domainEvents.published.filter(({ type }) => type === 'prospect.erased');
    expect(told).toMatchObject([{ prospectId: ID }]);
    expect(platform.attachments.keys()).toEqual([]);
    expect((await ask('GET', '/export')).status).toBe(404);
  });

  test('is told of to other systems before the record goes, so that a fault between the two loses nothing', async () => {
    platform.outages.add('domainEvents.publish');
    expect((await ask('DELETE')).status).toBe(500);
    platform.outages.clear();
    expect((await ask('DELETE')).status).toBe(204);
    expect(platform.domainEvents.types()).toEqual(['prospect.erased']);
  });

  test('may come back as somebody new', async () => {
    await history();
    await ask('DELETE');
    await ask('PUT', '', { body: { email: 'marie@example.com' } });
    expect((await ask('GET', '/export')).body.messages).toEqual([]);
  });
});
