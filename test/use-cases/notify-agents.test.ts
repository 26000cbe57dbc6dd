import { beforeEach, describe, expect, test } from 'vitest';
import { assigned, snoozed } from '../../shared/domain/conversation.ts';
import { DAY, HOUR, MINUTE } from '../../shared/domain/instant.ts';
import type { InboundReport } from '../../shared/domain/reports.ts';
import { changeConversation } from '../../shared/use-cases/change-conversation.ts';
import { keepDevice } from '../../shared/use-cases/keep-device.ts';
import { notifyAgents } from '../../shared/use-cases/notify-agents.ts';
import { markDone, snooze } from '../../shared/use-cases/tend-conversation.ts';
import { Platform, TENANT } from '../support/platform.ts';
import { prospect, TUESDAY } from '../support/routing-request.ts';

const MARIE = prospect().id;
const KEYS = { p256dh: 'B', auth: 'a' };

let platform: Platform;
let count = 0;
beforeEach(async () => {
  count = 0;
  platform = await Platform.open();
  for (const id of ['camille', 'hugo']) {
    await platform.scopes(TENANT).agents.see({ id, role: 'agent' }, TUESDAY);
    await keep(id);
  }
  await platform.post();
  await platform.run();
});

const keep = async (agent: string, endpoint = `https://fcm.googleapis.com/${agent}`) =>
  keepDevice(platform.ports(), TENANT, { agent, endpoint, keys: KEYS, locale: 'fr' });

async function receive(text = 'Bonjour', overrides: Partial<InboundReport> = {}): Promise<void> {
  count += 1;
  const addresses = { channel: 'sms', from: '+33612345678', to: '38123' } as const;
  const at = platform.clock.now();
  await platform.receive({
    kind: 'inbound',
    ...addresses,
    text,
    providerId: `SM${count}`,
    at,
    ...overrides,
  });
  await platform.run(MINUTE);
}

const rung = () => platform.pushes.rung.map(({ agent }) => agent).toSorted();
const change = (...[by]: [Parameters<typeof changeConversation>[3]]) =>
  changeConversation(platform.ports(), TENANT, MARIE, by);

describe('Agents are told that somebody began to wait', () => {
  test('by name and channel, never by what they wrote', async () => {
    await receive('Mon code est 1234');
    expect(platform.pushes.rung[0]?.told).toEqual({
      kind: 'wrote',
      prospectId: MARIE,
      name: prospect().name,
      channel: 'sms',
      locale: 'fr',
      at: platform.clock.now() - MINUTE,
    });
  });

  test('all of them while nobody is assigned, then the assignee alone', async () => {
    await receive();
    expect(rung()).toEqual(['camille', 'hugo']);
    await change((known) => assigned(known, 'hugo'));
    await markDone(platform.ports(), TENANT, MARIE, { by: 'hugo', upTo: undefined });
    await receive('Encore moi');
    expect(rung()).toEqual(['camille', 'hugo', 'hugo']);
  });

  test('once, however much they write before somebody answers', async () => {
    await receive('Bonjour');
    await receive('Vous êtes là ?');
    await receive('Allô ?');
    expect(rung()).toHaveLength(2);
  });

  test('when the time until which they were put off has come, and when they write before it', async () => {
    await receive();
    platform.pushes.rung.length = 0;
    await snooze(platform.ports(), TENANT, MARIE, platform.clock.now() + HOUR);
    await platform.run(2 * HOUR);
    expect(platform.pushes.rung.map(({ told }) => told.kind)).toEqual(['waits', 'waits']);
    await change((known) => snoozed(known, platform.clock.now() + DAY));
    await receive('En fait, maintenant');
    expect(platform.pushes.rung.map(({ told }) => told.kind)).toEqual(['waits', 'waits', 'wrote', 'wrote']);
  });

  test('not of a message that says all there is to say', async () => {
    await receive('STOP');
    expect(rung()).toEqual([]);
  });

  test('not when somebody was quicker, nor long after', async () => {
    await receive();
    platform.pushes.rung.length = 0;
    const notice = { tenantId: TENANT, prospectId: MARIE, kind: 'wrote', at: platform.clock.now() } as const;
    await markDone(platform.ports(), TENANT, MARIE, { by: 'hugo', upTo: undefined });
    expect(await notifyAgents(platform.ports(), notice)).toBe('nobody-waits');
    await receive('Encore');
    platform.pushes.rung.length = 0;
    platform.clock.moveTo(platform.clock.now() + 2 * HOUR);
    expect(await notifyAgents(platform.ports(), notice)).toBe('nobody-waits');
    expect(rung()).toEqual([]);
  });

  test('although whoever recorded the message could not say so at first', async () => {
    platform.outages.add('notices.send');
    await receive();
    expect(rung()).toEqual([]);
    platform.outages.delete('notices.send');
    await platform.run(10 * MINUTE);
    expect(rung()).toEqual(['camille', 'hugo']);
  });
});

describe('A device', () => {
  test('that is gone is forgotten, and the others still ring', async () => {
    const { id } = await keep('camille');
    platform.pushes.outcomes.set(id, 'gone');
    await receive();
    expect(rung()).toEqual(['hugo']);
    expect((await platform.scopes(TENANT).devices.list()).map(({ agent }) => agent)).toEqual(['hugo']);
  });

  test('whose push service is busy rings later; the others, told again, replace what they show', async () => {
    const { id } = await keep('camille');
    platform.pushes.outcomes.set(id, 'busy');
    await receive();
    expect(rung()).toEqual(['hugo']);
    platform.pushes.outcomes.delete(id);
    await platform.run(5 * MINUTE);
    expect(rung()).toEqual(['camille', 'hugo', 'hugo']);
    expect(new Set(platform.pushes.rung.map(({ topic }) => topic)).size).toBe(1);
  });

  test('on which somebody else signs in rings for them alone', async () => {
    await keep('hugo', 'https://fcm.googleapis.com/camille');
    await receive();
    expect(rung()).toEqual(['hugo', 'hugo']);
  });

  test('of somebody who was removed, or that was not opened for a month, stays silent', async () => {
    await platform.scopes(TENANT).agents.leave('camille', TUESDAY);
    await receive();
    expect(rung()).toEqual(['hugo']);
    platform.clock.moveTo(TUESDAY + 31 * DAY);
    await markDone(platform.ports(), TENANT, MARIE, { by: 'hugo', upTo: undefined });
    await receive('Un mois après');
    expect(rung()).toEqual(['hugo']);
  });

  test('is one of ten at most: the oldest gives way', async () => {
    for (let index = 0; index < 11; index += 1) {
      platform.clock.moveTo(platform.clock.now() + 1);
      await keep('camille', `https://fcm.googleapis.com/${index}`);
    }
    const devices = await platform.scopes(TENANT).devices.list();
    const theirs = devices.filter(({ agent }) => agent === 'camille');
    expect(theirs).toHaveLength(10);
    expect(theirs.some(({ endpoint }) => endpoint.endsWith('/camille'))).toBe(false);
  });
});
