import { beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../shared/domain/instant.ts';
import { shortHash } from '../../shared/domain/message-id.ts';
import type { Prospect } from '../../shared/domain/prospect.ts';
import { eraseProspect } from '../../shared/use-cases/erase-prospect.ts';
import { keepDevice } from '../../shared/use-cases/keep-device.ts';
import { decideAppointment, makeAppointment } from '../../shared/use-cases/keep-appointment.ts';
import { sendDigests } from '../../shared/use-cases/send-digests.ts';
import { markDone } from '../../shared/use-cases/tend-conversation.ts';
import { Platform, TENANT } from '../support/platform.ts';
import { at, prospect, TUESDAY } from '../support/routing-request.ts';

const { email: _email, whatsapp: _whatsapp, ...bySms } = prospect({ name: 'Marie Dupont' });
const { phone: _phone, ...byEmail } = { ...bySms, email: 'marie@example.com' };
const STOPPED = { reason: 'opted-out', text: 'STOP', source: 'inbound', at: TUESDAY - HOUR } as const;

let platform: Platform;
beforeEach(async () => {
  platform = await Platform.open();
});

const scope = () => platform.scopes(TENANT);
const conversation = (id = bySms.id) => scope().conversations.get(id);
const failed = async () =>
  (await scope().conversations.list({ list: { kind: 'failed' }, limit: 10 })).items.map(
    ({ prospectId }) => prospectId,
  );
const stop = () => scope().prospects.suppress('sms', bySms.phone!, STOPPED);
const lose = async (draft: Parameters<Platform['post']>[0] = {}) => {
  await stop();
  const { messageId } = await platform.post({ prospect: bySms, ...draft });
  await platform.run(MINUTE);
  return messageId;
};

describe('What does not reach a person who never wrote', () => {
  test('is shown among what failed, by name and text, and nobody waits and nothing is unread', async () => {
    const messageId = await lose();
    expect(await platform.status(messageId)).toBe('undeliverable');
    expect(await failed()).toEqual([bySms.id]);
    const shown = await conversation();
    expect(shown).toMatchObject({
      name: 'Marie Dupont',
      channel: 'sms',
      unread: 0,
      preview: { direction: 'outbound', messageId, text: 'Bonjour Marie', status: 'undeliverable' },
    });
    expect(shown?.failedAt).toBeGreaterThanOrEqual(TUESDAY);
    expect(shown?.waitingSince).toBeUndefined();
    expect(platform.warnings).toEqual([
      { code: 'message-undelivered', message: messageId, reason: 'undeliverable', channel: undefined },
    ]);
  });

  test('is shown when it has expired', async () => {
    platform.outages.add('sendQueues.send');
    const { messageId } = await platform.post({ prospect: bySms, sendWithin: 10 });
    await platform.run(HOUR);
    platform.outages.clear();
    await platform.redrive();
    await platform.run(MINUTE);
    expect(await platform.status(messageId)).toBe('expired');
    expect(await failed()).toEqual([bySms.id]);
  });

  test.each([
    ['a survey, which is not sent again', 'survey', 1],
    ['a reminder, of which a second copy was in doubt too', 'appointment', 2],
  ] as const)('is shown when it was given up in doubt: %s', async (_what, type, attempts) => {
    platform.twilio.outUntil(TUESDAY + 9 * DAY, { outcome: 'timeout-before' });
    const { messageId } = await platform.post({ prospect: bySms, type });
    await platform.run(5 * DAY);
    expect(await platform.status(messageId)).toBe('uncertain');
    expect(await failed()).toEqual([bySms.id]);
    expect((await conversation())?.preview.status).toBe('uncertain');
    expect(platform.warnings).toContainEqual({
      code: 'message-undelivered',
      message: messageId,
      reason: 'uncertain',
      channel: 'sms',
    });
    const abandoned = platform.warnings.filter((line) => 'status' in line && line.status === 'abandoned');
    expect(abandoned).toHaveLength(attempts);
  });

  test('leaves the list once it was dealt with, and does not come back with a copy of the command', async () => {
    const messageId = await lose();
    await markDone(platform.ports(), TENANT, bySms.id, { by: 'camille', upTo: undefined });
    expect(await failed()).toEqual([]);
    const { message } = await platform.record(messageId);
    await platform.routing.send({ message, number: 1 });
    await platform.run(MINUTE);
    expect(await failed()).toEqual([]);
    expect(scope().messages.all()).toHaveLength(1);
    await platform.post({ prospect: bySms });
    await platform.run(MINUTE);
    expect(await failed()).toEqual([bySms.id]);
  });

  test('is told to agents: by a notice at once, and in the digest of the morning', async () => {
    const keys = { p256dh: 'B', auth: 'a' };
    const { agents } = scope();
    const profile = { name: 'Camille', email: 'camille@example.com' };
    await agents.introduce({ id: 'camille', role: 'agent' }, profile, TUESDAY);
    const endpoint = 'https://fcm.googleapis.com/camille';
    await keepDevice(platform.ports(), TENANT, { agent: 'camille', endpoint, keys, locale: 'fr' });
    await lose();
    expect(platform.pushes.rung.map(({ told }) => told)).toEqual([
      expect.objectContaining({ kind: 'failed', prospectId: bySms.id, name: 'Marie Dupont' }),
    ]);
    await platform.run(at('2026-11-25T07:05:00+01:00') - platform.clock.now());
    expect(await sendDigests(platform.ports(), TENANT)).toBe(1);
    await platform.run(MINUTE);
    expect(platform.taken().at(-1)?.text).toContain('N’ont rien reçu (1)\n– Marie Dupont');
    // An agent is no prospect of the agency.
    expect(await scope().prospects.get(`agent_${shortHash('camille')}`)).toBeUndefined();
  });

  test('is no conversation of a person who was erased', async () => {
    await stop();
    await platform.post({ prospect: bySms, sendAt: TUESDAY + HOUR });
    await platform.run(MINUTE);
    await eraseProspect(platform.ports(), TENANT, bySms.id);
    await platform.run(2 * HOUR);
    expect(await failed()).toEqual([]);
    expect(await conversation()).toBeUndefined();
  });

  test('is not shown of an agent, who is no prospect', async () => {
    await lose({ isForAgent: true });
    expect(await failed()).toEqual([]);
  });
});

const book = async (person: Prospect) => {
  const { appointment } = await makeAppointment(platform.ports(), {
    tenantId: TENANT,
    prospect: person,
    at: at('2026-11-27T15:00:00+01:00'),
    durationMinutes: 45,
    address: '12 rue des Lilas',
    agentName: 'Julie Martin',
    data: {},
    idempotency: { key: 'once', bodyHash: 'body' },
  });
  return appointment;
};
const theEnrolment = () => scope().enrolments.all()[0]!;

describe('An appointment that is called off', () => {
  const visit = async (person: Prospect) => {
    const appointment = await book(person);
    await platform.run(HOUR);
    platform.revive();
    await decideAppointment(platform.ports(), TENANT, appointment.id, { status: 'cancelled' });
    platform.revive();
    await platform.run(HOUR);
  };

  test('is told by e-mail to who has nothing else', async () => {
    await visit(byEmail);
    const records = await scope().messages.thread(byEmail.id);
    const sent = platform
      .taken()
      .map(({ messageId, channel }) => [
        channel,
        records.find(({ message }) => message.id === messageId)?.message.content.templateId,
      ]);
    expect(sent).toEqual([
      ['email', 'APPOINTMENT_CONFIRMATION'],
      ['email', 'APPOINTMENT_CANCELLED'],
    ]);
    expect(await failed()).toEqual([]);
  });

  test('to who wrote STOP and has nothing else is not delivered: the enrolment says so, and an agent is told', async () => {
    await stop();
    await visit(bySms);
    const { state, sent, log } = theEnrolment();
    expect(state).toBe('finished');
    expect(sent.map(({ step, facts }) => [step, Object.keys(facts)])).toEqual([
      ['confirmation', ['failed']],
      ['cancelled', ['failed']],
    ]);
    expect(log.at(-1)).toMatchObject({
      step: 'cancelled',
      what: 'not-delivered',
      messageId: sent[1]?.messageId,
    });
    expect(await failed()).toEqual([bySms.id]);
    expect((await conversation())?.lost).toEqual(sent.map(({ messageId }) => messageId));
  });

  test('is told to an agent once, whatever run dies of it', async () => {
    await stop();
    await visit(bySms);
    const { calls } = platform.life;
    for (const moment of ['before', 'after'] as const)
      for (const call of calls.keys()) {
        platform = await Platform.open();
        await stop();
        const appointment = await book(bySms);
        await platform.run(HOUR);
        await decideAppointment(platform.ports(), TENANT, appointment.id, { status: 'cancelled' });
        platform.crashAt({ call: call + 1, moment });
        await platform.run(HOUR);
        const shown = await conversation();
        expect([call, moment, await failed(), shown?.lost?.length]).toEqual([call, moment, [bySms.id], 2]);
        expect(theEnrolment().log.filter(({ what }) => what === 'not-delivered')).toHaveLength(2);
        expect(platform.dead).toEqual([]);
      }
  });
});

describe('What a journey sees to by itself', () => {
  test('is not shown: an appointment that moved is told by SMS to who has no e-mail address', async () => {
    const appointment = await book(bySms);
    await platform.run(HOUR);
    const moved = { at: at('2026-11-30T15:00:00+01:00') };
    await decideAppointment(platform.ports(), TENANT, appointment.id, moved);
    await platform.run(HOUR);
    expect(theEnrolment().log.map(({ what, step }) => `${what} ${step}`)).toContain(
      'not-delivered moved-details',
    );
    expect(await failed()).toEqual([]);
    await stop();
    await decideAppointment(platform.ports(), TENANT, appointment.id, {
      at: at('2026-12-01T15:00:00+01:00'),
    });
    await platform.run(HOUR);
    expect(await failed()).toEqual([bySms.id]);
  });
});
