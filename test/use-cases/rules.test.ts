import { beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../shared/domain/instant.ts';
import type { Rule } from '../../shared/domain/rules.ts';
import { runRule } from '../../shared/use-cases/run-rule.ts';
import { showBroadcast } from '../../shared/use-cases/tend-broadcast.ts';
import { recipient } from '../support/broadcast.ts';
import { post } from '../support/broadcasting.ts';
import { appointment } from '../support/enrolment.ts';
import { Platform, TENANT } from '../support/platform.ts';
import { at, prospect } from '../support/routing-request.ts';

const CAMILLE = { name: 'Camille Martin', email: 'camille@agence.example', locale: 'fr' } as const;
/** Seven in the morning, and some minutes. */
const MORNING = at('2026-11-24T07:05:00+01:00');

let platform: Platform;
beforeEach(async () => {
  platform = await Platform.open({}, MORNING);
});

const follow = (rule: Rule) => runRule({ ...platform.ports(), tenantList: platform.tenants }, { rule });
const mails = () => platform.resend.taken.map(({ to, text }) => ({ to, text }));

describe('In the morning', () => {
  async function agent(
    id: string,
    profile: { name: string; email: string; locale: 'fr' | 'en' },
  ): Promise<void> {
    const { agents } = platform.scopes(TENANT);
    await agents.introduce({ id, role: 'agent' }, profile, platform.clock.now());
  }
  async function visit(id: string, when: string, overrides: object = {}): Promise<void> {
    const about = {
      id,
      at: at(when),
      prospect: prospect({ name: 'Marie Dupont' }),
      address: '12 rue des Lilas',
    };
    await platform.scopes(TENANT).appointments.create(appointment({ ...about, ...overrides }));
  }

  test('agents are told of the visits of their day, in its order, and of no others', async () => {
    await agent('camille', CAMILLE);
    await visit('apt_2', '2026-11-24T17:30:00+01:00', { status: 'confirmed' });
    await visit('apt_1', '2026-11-24T00:00:00+01:00');
    await visit('apt_3', '2026-11-24T12:00:00+01:00', { status: 'cancelled' });
    await visit('apt_4', '2026-11-25T00:00:00+01:00');
    expect(await follow('daily-digest')).toEqual({ tenants: 1, done: 1 });
    await platform.run(MINUTE);
    const [mail] = mails();
    expect(mails()).toHaveLength(1);
    expect(mail?.to).toBe(CAMILLE.email);
    expect(mail?.text).toContain('Bonjour Camille,');
    expect(mail?.text).toContain('Visites du jour (2)');
    expect(mail?.text).toMatch(
      /00:00 Marie Dupont, 12 rue des Lilas, à confirmer\n– 17:30 Marie Dupont.+confirmée/,
    );
  });

  test('they are told who waits for them or for anybody, and nothing of what is a colleague’s', async () => {
    await agent('camille', CAMILLE);
    await agent('ines', { name: 'Inès', email: 'ines@agence.example', locale: 'en' });
    const { conversations } = platform.scopes(TENANT);
    for (const [person, assignee] of [
      ['Zoé', undefined],
      ['Léa', 'ines'],
    ] as const) {
      const waiting = {
        prospectId: person,
        name: person,
        channel: 'sms',
        lastAt: MORNING - HOUR,
        labels: [],
        unread: 1,
        counted: [],
      } as const;
      const preview = { direction: 'inbound', messageId: person, text: 'Bonjour' } as const;
      await conversations.change(person, MORNING, () => ({
        ...waiting,
        preview,
        waitingSince: MORNING - HOUR,
        ...(assignee !== undefined && { assignee }),
      }));
    }
    await follow('daily-digest');
    await platform.run(MINUTE);
    const byAddress = Object.fromEntries(mails().map(({ to, text }) => [to, text]));
    expect(byAddress[CAMILLE.email]).toMatch(/Attendent une réponse \(1\)\n– Zoé, depuis le .*06:05/);
    expect(byAddress[CAMILLE.email]).not.toContain('Léa');
    expect(byAddress['ines@agence.example']).toContain('Waiting for an answer (2)');
  });

  test('they are told once, however often the rule is followed that hour', async () => {
    await agent('camille', CAMILLE);
    await visit('apt_1', '2026-11-24T10:00:00+01:00');
    for (let times = 0; times < 3; times += 1) await follow('daily-digest');
    await platform.run(MINUTE);
    expect(mails()).toHaveLength(1);
    platform.clock.moveTo(MORNING + DAY);
    await visit('apt_2', '2026-11-25T10:00:00+01:00');
    await follow('daily-digest');
    await platform.run(MINUTE);
    expect(mails()).toHaveLength(2);
  });

  test('nobody is told who has left, or when there is nothing to tell, or at another hour', async () => {
    await agent('camille', CAMILLE);
    expect((await follow('daily-digest')).done).toBe(0);
    await visit('apt_1', '2026-11-24T10:00:00+01:00');
    platform.clock.moveTo(MORNING + HOUR);
    expect((await follow('daily-digest')).done).toBe(0);
    platform.clock.moveTo(MORNING + 70 * DAY);
    await visit('apt_2', '2027-02-02T10:00:00+01:00');
    expect((await follow('daily-digest')).done).toBe(0);
  });

  test.each([
    ['Indian/Reunion', '2026-11-24T07:05:00+04:00', '2026-11-24T08:30:00+04:00', '08:30'],
    ['America/Martinique', '2026-11-24T07:05:00-04:00', '2026-11-24T23:30:00-04:00', '23:30'],
    ['Europe/Paris', '2027-03-28T07:05:00+02:00', '2027-03-28T23:59:00+02:00', '23:59'],
    ['Europe/Paris', '2026-10-25T07:05:00+01:00', '2026-10-25T00:00:00+02:00', '00:00'],
  ])('it is seven where the agency is: in %s at %s', async (timeZone, now, when, shown) => {
    platform = await Platform.open({ timeZone }, at(now));
    await agent('camille', CAMILLE);
    await visit('apt_1', when);
    expect((await follow('daily-digest')).done).toBe(1);
    await platform.run(MINUTE);
    expect(mails()[0]?.text).toContain(`– ${shown} Marie Dupont`);
  });
});

describe('The recovery sweep', () => {
  const audience = [recipient(1), recipient(2)];
  const statusOf = async (id: string) => (await showBroadcast(platform.ports(), TENANT, id)).status;
  beforeEach(() => {
    platform.clock.moveTo(at('2026-11-24T10:00:00+01:00'));
  });

  test('begins what was accepted and never began', async () => {
    const id = await post(platform, audience);
    platform.preparing.clear();
    await platform.run(HOUR);
    expect((await follow('recovery-sweep')).done).toBe(0);
    await platform.run(HOUR);
    expect((await follow('recovery-sweep')).done).toBe(1);
    await platform.run(HOUR);
    expect(platform.taken()).toHaveLength(2);
    expect(await statusOf(id)).toBe('finished');
  });

  test('plans what was lost before it was planned, and sends nobody anything twice', async () => {
    const id = await post(
      platform,
      Array.from({ length: 700 }, (_, number) => recipient(number)),
    );
    platform.holdPlanning = true;
    await platform.run(MINUTE);
    platform.holdPlanning = false;
    const [first] = platform.planning.sent;
    platform.planning.clear();
    await platform.planning.send(JSON.parse(first ?? '') as object);
    await platform.run(2 * HOUR);
    expect(await statusOf(id)).toBe('sending');
    expect((await follow('recovery-sweep')).done).toBe(1);
    await platform.run(HOUR);
    expect(new Set(platform.taken().map(({ to }) => to)).size).toBe(700);
    expect(platform.taken()).toHaveLength(700);
    expect(await statusOf(id)).toBe('finished');
  });

  test('notes what has ended, and leaves alone what is paused or waits for its time', async () => {
    const ended = await post(platform, audience);
    const later = await post(platform, [recipient(3)], { draft: { sendAt: platform.clock.now() + DAY } });
    await platform.run(2 * HOUR);
    expect((await follow('recovery-sweep')).done).toBe(0);
    const { broadcasts } = platform.scopes(TENANT);
    expect(await broadcasts.state(ended)).toBe('finished');
    expect(await statusOf(later)).toBe('waiting');
  });
});

test('What fails for one tenant keeps no other from theirs, and is tried again', async () => {
  platform.clock.moveTo(at('2026-11-24T10:00:00+01:00'));
  const id = await post(platform, [recipient(1)]);
  await platform.run(2 * HOUR);
  const tenantList = { all: async () => ['nobody', TENANT] };
  const ports = platform.ports();
  const scopes = (tenantId: string) => {
    if (tenantId === 'nobody') throw new Error('Storage does not answer');
    return ports.scopes(tenantId);
  };
  const failing = runRule({ ...ports, scopes, tenantList }, { rule: 'recovery-sweep' });
  await expect(failing).rejects.toThrow('failed for 1 of 2 tenants');
  expect(await platform.scopes(TENANT).broadcasts.state(id)).toBe('finished');
});
