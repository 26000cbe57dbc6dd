import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../lambdas/receive-webhook/handler.ts';
import { createHandler as createRecordEvent } from '../../lambdas/record-event/handler.ts';
import { DAY, MINUTE } from '../../shared/domain/instant.ts';
import { enrolProspect } from '../../shared/use-cases/enrol-prospect.ts';
import { type Platform, TENANT } from '../support/platform.ts';
import { prospect, tenant, TUESDAY } from '../support/routing-request.ts';
import { apiOptions, call, openPlatform } from './http.ts';
import { BASE, readers, signedByYousign } from './webhooks.ts';

const DOCUMENT = {
  firstName: 'Marie',
  documentName: 'Bail',
  signatureLink: 'https://signature.example/8f3k',
};

let platform: Platform;
let handler: ReturnType<typeof createHandler>;
let enrolmentId: string;

beforeEach(async () => {
  platform = await openPlatform();
  handler = createHandler(platform.ports(), readers, BASE, apiOptions(platform));
  enrolmentId = await enrol(TENANT);
});

async function enrol(tenantId: string): Promise<string> {
  const { enrolment } = await enrolProspect(platform.ports(), {
    tenantId,
    journeyId: 'contract',
    prospect: prospect(),
    data: DOCUMENT,
    subjectAt: TUESDAY + 10 * DAY,
    documents: undefined,
  });
  await platform.run(MINUTE);
  return enrolment.id;
}

/** Yousign tells what became of the document of an enrolment. */
async function tell(event: string, id = enrolmentId, to = TENANT) {
  const request = { id: 'sr_1', external_id: id, status: 'done' };
  const options = signedByYousign({
    event_name: `signature_request.${event}`,
    data: { signature_request: request },
  });
  const path = `/webhooks/signature/${to}`;
  return call(handler, 'POST', path, { ...options, pathParameters: { tenantId: to } });
}

/** What the function behind the queue says of what it was told last. */
async function lastOutcome(): Promise<unknown> {
  const body = platform.reports.sent.at(-1) ?? '';
  const lines: object[] = [];
  const note = (code: string, fields?: unknown) => void lines.push({ code, ...Object(fields) });
  const record = createRecordEvent(platform.ports(), { info: note, warn: note, error: note });
  const attributes = { ApproximateReceiveCount: '1' };
  await record({ Records: [{ messageId: '1', body, attributes }] } as never);
  return lines.at(-1);
}

const enrolment = () => platform.scopes(TENANT).enrolments.load(enrolmentId);
/** The document itself went by e-mail. */
const confirmations = () => platform.taken().filter(({ channel }) => channel === 'sms');

describe('What a signature provider tells', () => {
  test('signed: the journey ends, and the person is sent one confirmation however often it is told', async () => {
    expect((await tell('done')).status).toBe(204);
    await platform.run(MINUTE);
    expect(await enrolment()).toMatchObject({ state: 'finished', reason: 'signed' });
    for (let times = 0; times < 3; times += 1) await tell('done');
    await platform.run(DAY);
    expect(confirmations()).toHaveLength(1);
    expect(platform.dead).toEqual([]);
  });

  test('declined: an agent is told, and nothing is sent', async () => {
    const before = platform.taken().length;
    await tell('declined');
    await platform.run(MINUTE);
    expect(await enrolment()).toMatchObject({ state: 'finished', reason: 'declined' });
    expect(platform.taken()).toHaveLength(before);
  });

  test('expired, which the journey does not wait for: it is taken, logged by a code, and changes nothing', async () => {
    const before = await enrolment();
    expect((await tell('expired')).status).toBe(204);
    expect(await lastOutcome()).toMatchObject({
      code: 'record-event-done',
      kind: 'signature',
      outcome: 'not-awaited',
      type: 'expired',
      enrolment: enrolmentId,
      tenant: TENANT,
    });
    await platform.run(MINUTE);
    expect(await enrolment()).toEqual(before);
  });

  test('of an enrolment that is not there, or is another tenant’s: it is taken, logged, and changes nothing', async () => {
    await platform.tenants.put(tenant({ id: 'tenant_b', senders: {} }));
    const theirs = await enrol('tenant_b');
    const before = await platform.scopes('tenant_b').enrolments.load(theirs);
    for (const id of [theirs, enrolmentId.replace(/.$/, (last) => (last === '0' ? '1' : '0'))]) {
      expect((await tell('done', id)).status).toBe(204);
      expect(await lastOutcome()).toMatchObject({ outcome: 'unknown', kind: 'signature' });
    }
    await platform.run(MINUTE);
    expect(await platform.scopes('tenant_b').enrolments.load(theirs)).toEqual(before);
    expect(await enrolment()).toMatchObject({ state: 'active' });
  });

  test('to a tenant that has no secret, or that there is none of: it is refused, and nothing is on the queue', async () => {
    for (const to of ['tenant_b', 'nobody', 'TENANT_A', 'tenant_a%20']) {
      const { status, body } = await tell('done', enrolmentId, to);
      expect([status, body.code]).toEqual([403, 'invalid-signature']);
    }
    expect(platform.reports.sent.filter((body) => body.includes('signature'))).toEqual([]);
  });

  test('while the queue does not answer: it is to be told again', async () => {
    platform.outages.add('reportQueue.send');
    expect((await tell('done')).status).toBe(500);
    platform.outages.clear();
    expect((await tell('done')).status).toBe(204);
    await platform.run(MINUTE);
    expect(await enrolment()).toMatchObject({ state: 'finished' });
  });
});
