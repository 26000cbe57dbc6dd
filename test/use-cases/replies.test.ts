import { beforeEach, describe, expect, test } from 'vitest';
import { statusOf } from '../../shared/domain/attempt.ts';
import type { Channel } from '../../shared/domain/channel.ts';
import { DAY, HOUR, MINUTE } from '../../shared/domain/instant.ts';
import type { Enrolment } from '../../shared/domain/journeys/enrolment.ts';
import { attemptsOf } from '../../shared/domain/message-record.ts';
import type { InboundReport } from '../../shared/domain/reports.ts';
import { mergeTallies } from '../../shared/domain/statistics.ts';
import type { FetchedContent } from '../../shared/ports/inbound-content.ts';
import { enrolProspect } from '../../shared/use-cases/enrol-prospect.ts';
import type { Submission } from '../../shared/use-cases/submit-message.ts';
import { Platform, TENANT } from '../support/platform.ts';
import { approving, prospect, TUESDAY } from '../support/routing-request.ts';

const MARIE = prospect({ name: 'Marie Dupont' });
const { email: _email, whatsapp: _whatsapp, ...BY_SMS } = MARIE;
const { phone: _phone, whatsapp: _w, ...BY_EMAIL } = MARIE;
const HOME = { firstName: 'Marie', propertyAddress: '45 avenue Foch' };
const PROPERTY = { ...HOME, propertyPrice: 245_000 };
const ESTIMATE = { ...HOME, estimateLow: 230_000, estimateHigh: 250_000 };
/** Marie, who is reached on one channel alone. */
const only = (kept: Channel) => ({
  ...MARIE,
  preferences: { disabledChannels: (['sms', 'whatsapp', 'email'] as const).filter((one) => one !== kept) },
});
const APPROVED = {
  ...approving('NEW_PROPERTY_ALERT', ['firstName', 'propertyAddress', 'propertyPrice']),
  ...approving('APPOINTMENT_RESCHEDULED', [
    'firstName',
    'appointmentDate',
    'appointmentTime',
    'appointmentAddress',
  ]),
};
const INTERESTED = 'ce bien m’intéresse';
const AWAY = 'Je suis absente jusqu’à lundi.';

let platform: Platform;
let count: number;
beforeEach(async () => {
  platform = await Platform.open({ whatsappTemplates: APPROVED });
  count = 0;
});

/** A person enters a journey, and what it sends first has left. */
async function enter(journeyId: string, person = MARIE, data: object = PROPERTY): Promise<string> {
  const entered = await enrolProspect(platform.ports(), {
    tenantId: TENANT,
    journeyId,
    prospect: person,
    data: { ...data },
  });
  await platform.run(HOUR);
  return entered.enrolment.id;
}

const SENDERS = {
  sms: { from: '+33612345678', to: '38123' },
  whatsapp: { from: '+33612345678', to: '+33700000001' },
  email: { from: 'marie@example.com', to: 'contact@agence.example' },
};

type Written = Partial<FetchedContent> & { report?: Partial<InboundReport> };

function written(channel: keyof typeof SENDERS, text: string, { report, ...content }: Written = {}) {
  count += 1;
  const providerId = `IN${count}`;
  platform.content.put(providerId, { text, ...content });
  const common = { kind: 'inbound', channel, text, providerId, at: platform.clock.now() } as const;
  return { ...common, ...SENDERS[channel], ...report };
}

async function write(channel: keyof typeof SENDERS, text: string, how: Written = {}): Promise<void> {
  await platform.receive(written(channel, text, how));
  await platform.run(MINUTE);
}

async function enrolment(id: string): Promise<Enrolment> {
  const known = await platform.scopes(TENANT).enrolments.load(id);
  if (known === undefined) throw new Error('Nobody entered');
  return known;
}
const stepsOf = async (id: string) => (await enrolment(id)).sent.map(({ step }) => step);
/** The message that the journey sent first. */
const first = async (id: string) => (await enrolment(id)).sent[0]!.messageId;
const post = async (draft: Partial<Submission['draft']>) => {
  const { messageId } = await platform.post(draft);
  await platform.run(MINUTE);
  return messageId;
};

describe('Who answers the alert of a new property in words', () => {
  test('by e-mail, with what their program says it answers, is told of it once', async () => {
    const id = await enter('new-property', BY_EMAIL);
    const alert = await first(id);
    await write('email', INTERESTED, { references: [alert] });
    await platform.run(6 * DAY);
    expect(await stepsOf(id)).toEqual(['alert']);
    expect(await enrolment(id)).toMatchObject({ state: 'finished', reason: 'replied' });
    expect(await platform.status(alert)).toBe('replied');
    const thread = await platform.scopes(TENANT).threads.all(MARIE.id);
    expect(thread.find(({ kind }) => kind === 'inbound')).toMatchObject({ repliesTo: alert });
  });

  test.each(['email', 'sms', 'whatsapp'] as const)(
    'by %s, without a word of what it answers, is told of it once',
    async (channel) => {
      const id = await enter('new-property', only(channel));
      await write(channel, INTERESTED);
      await platform.run(6 * DAY);
      expect(platform.taken().map((taken) => taken.channel)).toEqual([channel]);
      expect(await enrolment(id)).toMatchObject({ state: 'finished', reason: 'replied' });
      expect(await platform.status(await first(id))).toBe('replied');
    },
  );

  test('before the receipt of the delivery, or without one, is told of it once', async () => {
    platform.receiptsOf = ({ at }) => [{ status: 'delivered', at: at + 2 * DAY }];
    const id = await enter('new-property', BY_SMS);
    await write('sms', INTERESTED);
    await platform.run(6 * DAY);
    expect(await stepsOf(id)).toEqual(['alert']);
    expect((await enrolment(id)).reason).toBe('replied');
    expect(await platform.status(await first(id))).toBe('replied');
  });

  test('by a message that comes twice, or after the journey ended, changes nothing more', async () => {
    const id = await enter('new-property', BY_SMS);
    const report = written('sms', INTERESTED);
    for (const later of [0, MINUTE]) await platform.receive({ ...report, at: report.at + later });
    await platform.run(MINUTE);
    const ended = await enrolment(id);
    expect(ended.reason).toBe('replied');
    await write('sms', 'Et quand peut-on visiter ?');
    expect(await enrolment(id)).toEqual(ended);
    const told = platform.journeys.sent.filter((body) => body.includes('"replied"'));
    expect(told).toHaveLength(1);
  });

  test('once they were told who writes, is told of it once', async () => {
    const id = await enter('new-property', BY_SMS);
    await write('sms', 'AIDE');
    await write('sms', INTERESTED);
    expect((await enrolment(id)).reason).toBe('replied');
  });

  test('after the second has left, by an answer to the first one, is for an agent to call', async () => {
    const id = await enter('new-property', BY_EMAIL);
    await platform.run(50 * HOUR);
    expect(await stepsOf(id)).toEqual(['alert', 'follow-up']);
    await write('email', INTERESTED, { references: [await first(id)] });
    expect((await enrolment(id)).reason).toBe('replied');
  });
});

describe('Who answers an estimate in words', () => {
  const enrol = () => enter('estimate-drip', MARIE, ESTIMATE);

  test('by SMS is not sent it again', async () => {
    const id = await enrol();
    await write('sms', 'Merci, parlons-en demain');
    await platform.run(15 * DAY);
    expect(await stepsOf(id)).toEqual(['estimate']);
    expect((await enrolment(id)).reason).toBe('interested');
  });

  test('after opening it is called back at once', async () => {
    const id = await enrol();
    await platform.report(platform.taken()[0]!, { status: 'opened' });
    await platform.run(MINUTE);
    expect((await enrolment(id)).standing?.step).toBe('think-it-over');
    await write('email', 'Merci, parlons-en demain', { references: [await first(id)] });
    expect((await enrolment(id)).reason).toBe('interested');
  });

  test.each([
    ['a machine that says that the person is away', 'email', AWAY, { isAutomatic: true }],
    ['STOP', 'sms', 'STOP', {}],
    ['AIDE', 'sms', 'aide', {}],
  ] as const)('is not %s', async (_who, channel, text, content) => {
    const id = await enrol();
    const references = channel === 'email' ? [await first(id)] : [];
    await write(channel, text, { ...content, references });
    await platform.run(5 * DAY);
    expect(await stepsOf(id)).toEqual(['estimate', 'again']);
    expect(await platform.status(await first(id))).toBe('delivered');
  });

  test('is not who answers another message, nor who writes after a week', async () => {
    const id = await enrol();
    const other = await post({ channel: 'email' });
    await write('email', 'D’accord', { references: [other] });
    const sms = await post({ channel: 'sms' });
    await write('sms', 'D’accord');
    await platform.run(9 * DAY);
    expect(await stepsOf(id)).toEqual(['estimate', 'again']);
    expect([await platform.status(other), await platform.status(sms)]).toEqual(['replied', 'replied']);
    await write('sms', 'Bonjour');
    expect(await platform.status(await first(id))).toBe('delivered');
  });
});

describe('Who is in two journeys', () => {
  test.each([
    ['sms', [undefined, 'replied']],
    ['email', ['interested', undefined]],
  ] as const)('and writes by %s answers what came there last', async (channel, reasons) => {
    const estimate = await enter('estimate-drip', MARIE, ESTIMATE);
    const alert = await enter('new-property', only('sms'));
    await write(channel, INTERESTED);
    const found = [(await enrolment(estimate)).reason, (await enrolment(alert)).reason];
    expect(found).toEqual(reasons);
  });

  test('of one channel answers the last, or the one that they name', async () => {
    const older = await enter('new-property', BY_EMAIL);
    const newer = await enter('estimate-drip', BY_EMAIL, ESTIMATE);
    await write('email', INTERESTED);
    expect([(await enrolment(older)).state, (await enrolment(newer)).reason]).toEqual([
      'active',
      'interested',
    ]);
    await write('email', INTERESTED, { references: [await first(older)] });
    expect((await enrolment(older)).reason).toBe('replied');
  });
});

describe('A question', () => {
  const appointmentAt = TUESDAY + DAY;
  const content = (templateId: string) => ({
    templateId,
    data: {
      firstName: 'Marie',
      appointmentTime: '15h',
      appointmentDate: 'demain',
      agentName: 'Julie',
      appointmentAddress: '12 rue des Lilas',
    },
  });

  test('that is answered in other words stays open for OUI', async () => {
    const draft = { prospect: BY_SMS, content: content('APPOINTMENT_REMINDER_24H'), appointmentAt };
    const messageId = await post(draft);
    await write('sms', 'Où puis-je me garer ?');
    expect(await platform.status(messageId)).toBe('delivered');
    await write('sms', 'OUI');
    expect(await platform.status(messageId)).toBe('replied');
    const conversation = await platform.scopes(TENANT).conversations.get(MARIE.id);
    expect(conversation?.appointment?.status).toBe('confirmed');
  });

  test('that is answered is what was answered, also when the report comes again', async () => {
    const draft = { prospect: BY_SMS, content: content('APPOINTMENT_REMINDER_24H'), appointmentAt };
    const messageId = await post(draft);
    const id = await enter('new-property', BY_SMS);
    platform.duplicates = true;
    await write('sms', 'OUI');
    expect(await platform.status(messageId)).toBe('replied');
    expect(await platform.status(await first(id))).toBe('delivered');
    expect((await enrolment(id)).sent[0]?.facts.replied).toBeUndefined();
  });

  test('that a button of an appointment asks stays open for a tap', async () => {
    const draft = { content: content('APPOINTMENT_RESCHEDULED'), appointmentAt };
    const messageId = await post({ ...draft, channel: 'whatsapp' });
    const repliesTo = platform.taken(messageId)[0]?.providerId ?? '';
    await write('whatsapp', 'Merci', { report: { repliesTo } });
    await write('whatsapp', 'Cela me convient', { report: { repliesTo, isTap: true } });
    const conversation = await platform.scopes(TENANT).conversations.get(MARIE.id);
    expect(conversation?.appointment?.status).toBe('confirmed');
  });

  test('STOP tapped under an alert is no answer to it', async () => {
    const id = await enter('new-property', only('whatsapp'));
    const repliesTo = platform.taken()[0]?.providerId ?? '';
    await write('whatsapp', 'Ne plus recevoir', { report: { repliesTo, isTap: true } });
    expect((await enrolment(id)).reason).not.toBe('replied');
    expect(await platform.status(await first(id))).toBe('delivered');
  });
});

describe('That a message arrived', () => {
  const delivered = async () => {
    const hours = await platform.scopes(TENANT).statistics.hours('0000-01-01', '9999-12-31');
    return mergeTallies(hours.map(({ tally }) => tally)).sms?.delivered ?? 0;
  };

  test.each([true, false])('is counted once where an answer says so (receipt: %s)', async (hasReceipt) => {
    if (!hasReceipt) platform.receiptsOf = () => [];
    const messageId = await post({ prospect: BY_SMS });
    await write('sms', 'D’accord');
    await write('sms', 'À demain');
    await platform.run(HOUR);
    expect([await platform.status(messageId), await delivered()]).toEqual(['replied', 1]);
  });

  test('is said of the attempt that was answered, not of one that failed', async () => {
    platform.twilio.next({ outcome: 'rejected', errorCode: '30006', reason: 'A landline.' });
    const messageId = await post({
      preferences: { preferredChannels: ['sms'], disabledChannels: ['whatsapp'] },
    });
    await write('sms', 'D’accord');
    const [failed, ...others] = attemptsOf(await platform.record(messageId)).map(statusOf);
    expect([failed, others]).toEqual(['rejected', ['replied']]);
  });
});

test.each(['before', 'after'] as const)(
  'An answer in words is heard to its end after a crash %s any effect',
  async (moment) => {
    let calls = 1;
    for (let call = 1; call <= calls; call += 1) {
      platform = await Platform.open();
      const id = await enter('new-property', BY_SMS);
      platform.crashAt({ call, moment });
      const life = platform.life;
      const report = written('sms', INTERESTED);
      await platform.receive(report).catch(async () => {
        platform.revive();
        await platform.receive(report);
      });
      await platform.run(HOUR);
      // A life that was not cut short had fewer calls than were counted to.
      calls = Math.max(calls, life.calls.length + 1);
      expect([call, (await enrolment(id)).reason]).toEqual([call, 'replied']);
      expect([call, await platform.status(await first(id))]).toEqual([call, 'replied']);
      platform.revive();
      await platform.run(6 * DAY);
      expect([call, await stepsOf(id)]).toEqual([call, ['alert']]);
    }
    expect(calls).toBeGreaterThan(20);
  },
);
