import { beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, type Instant, MINUTE } from '../../shared/domain/instant.ts';
import type { Enrolment } from '../../shared/domain/journeys/enrolment.ts';
import { messageStatus } from '../../shared/domain/message-record.ts';
import { decideAppointment, makeAppointment } from '../../shared/use-cases/keep-appointment.ts';
import { enrolProspect } from '../../shared/use-cases/enrol-prospect.ts';
import { eraseProspect } from '../../shared/use-cases/erase-prospect.ts';
import { exportProspect } from '../../shared/use-cases/export-prospect.ts';
import { tellEnrolment } from '../../shared/use-cases/steer-enrolment.ts';
import { Crash, type CrashPlan } from '../support/crashes.ts';
import { Platform, TENANT } from '../support/platform.ts';
import { at, prospect, TUESDAY } from '../support/routing-request.ts';

const MARIE = prospect({ name: 'Marie Dupont' });
const SURVEY = { surveyLink: 'https://agence.example/avis' };

let platform: Platform;
beforeEach(async () => {
  platform = await Platform.open();
});

const visit = (when: Instant, data: Record<string, string> = SURVEY) =>
  makeAppointment(platform.ports(), {
    tenantId: TENANT,
    prospect: MARIE,
    at: when,
    durationMinutes: 45,
    address: '12 rue des Lilas',
    agentName: 'Julie Martin',
    data,
    idempotency: { key: 'once', bodyHash: 'body' },
  }).then(({ appointment }) => appointment);

/** Somebody's words, as the provider brings them. */
const says = (text: string, channel: 'sms' | 'whatsapp' = 'sms') =>
  platform.receive({
    kind: 'inbound',
    channel,
    from: '+33612345678',
    to: channel === 'sms' ? '38123' : '+33700000001',
    text,
    providerId: `SM-${text}-${platform.clock.now()}`,
    at: platform.clock.now(),
  });

const theEnrolment = (): Enrolment => {
  const [known] = platform.scopes(TENANT).enrolments.all();
  if (known === undefined) throw new Error('Nobody entered');
  return known;
};
const steps = () => theEnrolment().sent.map(({ step }) => step);
const thread = () => platform.scopes(TENANT).messages.thread('prospect_1');
/** What left: local time, channel and template. */
const left = async () => {
  const records = await thread();
  return platform.taken().map(({ messageId, channel, at: when }) => {
    const found = records.find(({ message }) => message.id === messageId);
    const time = new Date(when).toLocaleString('sv-SE', { timeZone: 'Europe/Paris' }).slice(0, 16);
    return `${time} ${channel} ${found?.message.content.templateId}`;
  });
};
const shown = async () => (await platform.scopes(TENANT).appointments.ofProspect('prospect_1'))[0]?.status;
const until = (when: Instant) => platform.run(when - platform.clock.now());

const FRIDAY = at('2026-11-27T15:00:00+01:00');

describe('An appointment', () => {
  test('is confirmed, reminded of, found, and asked about, each at its time', async () => {
    await visit(FRIDAY);
    await until(FRIDAY - 23 * HOUR);
    await says('OUI');
    await platform.run(3 * DAY);
    expect(await left()).toEqual([
      '2026-11-24 14:00 email APPOINTMENT_CONFIRMATION',
      '2026-11-26 15:00 sms APPOINTMENT_REMINDER_24H',
      '2026-11-27 13:00 sms APPOINTMENT_REMINDER_2H',
      expect.stringMatching(/2026-11-28 10:00 \w+ VISIT_SURVEY/),
    ]);
    expect(await shown()).toBe('confirmed');
    expect(theEnrolment()).toMatchObject({ state: 'finished', outbox: [] });
    expect(platform.timers.all()).toEqual([]);
  });

  test('is called off with NON: nothing more follows, other times are offered, and somebody is to call', async () => {
    await visit(FRIDAY, { ...SURVEY, scheduleVisitLink: 'https://agence.example/rdv' });
    await until(FRIDAY - 23 * HOUR);
    await says('NON');
    await platform.run(5 * DAY);
    expect(steps()).toEqual(['confirmation', 'reminder', 'other-times']);
    expect(await shown()).toBe('cancelled');
    const conversation = await platform.scopes(TENANT).conversations.get('prospect_1');
    expect(conversation).toMatchObject({ appointment: { status: 'cancelled' } });
    expect(conversation?.waitingSince).toBeDefined();
    expect(theEnrolment()).toMatchObject({ state: 'finished', reason: 'declined' });
  });

  test('is asked about again four waking hours after PLUS TARD, and the second answer counts', async () => {
    await visit(FRIDAY);
    await until(FRIDAY - 23 * HOUR);
    await says('PLUS TARD');
    await platform.run(20 * MINUTE);
    expect(theEnrolment().standing?.step).toBe('later');
    await platform.run(5 * HOUR);
    expect(steps()).toEqual(['confirmation', 'reminder', 'reminder']);
    await says('OUI');
    await platform.run(3 * DAY);
    expect(await shown()).toBe('confirmed');
    expect(steps()).toEqual(['confirmation', 'reminder', 'reminder', 'location', 'survey']);
  });

  test('made three hours ahead skips what is past', async () => {
    await visit(TUESDAY + 3 * HOUR);
    await platform.run(2 * DAY);
    expect(await left()).toEqual([
      '2026-11-24 14:00 email APPOINTMENT_CONFIRMATION',
      '2026-11-24 15:00 sms APPOINTMENT_REMINDER_2H',
      expect.stringContaining('2026-11-25 10:00'),
    ]);
  });

  test('made one hour ahead is confirmed and asked about, and no more', async () => {
    await visit(TUESDAY + HOUR);
    await platform.run(2 * DAY);
    expect(steps()).toEqual(['confirmation', 'survey']);
  });

  test('that moves takes everything along, and an answer about the old time says nothing of the new', async () => {
    const made = await visit(FRIDAY);
    await until(FRIDAY - 23 * HOUR);
    const monday = at('2026-11-30T11:00:00+01:00');
    await decideAppointment(platform.ports(), TENANT, made.id, { at: monday });
    await platform.run(MINUTE);
    await says('OUI');
    await platform.run(MINUTE);
    expect(await shown()).toBe('moved');
    await until(monday - 3 * HOUR);
    expect(await left()).toEqual([
      '2026-11-24 14:00 email APPOINTMENT_CONFIRMATION',
      '2026-11-26 15:00 sms APPOINTMENT_REMINDER_24H',
      '2026-11-26 16:00 sms APPOINTMENT_RESCHEDULED',
      '2026-11-26 16:00 email APPOINTMENT_CONFIRMATION',
      '2026-11-29 11:00 sms APPOINTMENT_REMINDER_24H',
    ]);
    await platform.run(3 * DAY);
    expect(steps().slice(-2)).toEqual(['location', 'survey']);
  });

  test('that the agency calls off is followed by word of it and by nothing else', async () => {
    const made = await visit(FRIDAY);
    await platform.run(HOUR);
    await decideAppointment(platform.ports(), TENANT, made.id, { status: 'cancelled' });
    await platform.run(6 * DAY);
    expect(steps()).toEqual(['confirmation', 'cancelled']);
    expect(platform.timers.all()).toEqual([]);
  });

  test('that was called off by a run that died is not reminded of', async () => {
    const made = await visit(FRIDAY);
    await platform.run(HOUR);
    const { appointments } = platform.scopes(TENANT);
    const known = (await appointments.load(made.id))!;
    await appointments.save({ ...known, status: 'cancelled', revision: known.revision + 1 }, known);
    await platform.run(6 * DAY);
    expect(steps()).toEqual(['confirmation', 'cancelled']);
  });

  test('at a time that moves over the night of spring keeps the hour of the wall', async () => {
    platform = await Platform.open({}, at('2027-03-25T14:00:00+01:00'));
    await visit(at('2027-03-28T15:00:00+02:00'));
    await platform.run(6 * DAY);
    expect((await left())[1]).toBe('2027-03-27 14:00 sms APPOINTMENT_REMINDER_24H');
    expect((await left()).at(-1)).toContain('2027-03-29 10:00');
  });

  test('of somebody in Réunion is followed by their morning', async () => {
    const reunion = { ...MARIE, timeZone: 'Indian/Reunion' };
    await makeAppointment(platform.ports(), {
      tenantId: TENANT,
      prospect: reunion,
      at: at('2026-11-27T15:00:00+04:00'),
      durationMinutes: 45,
      address: 'Saint-Denis',
      data: SURVEY,
    });
    await platform.run(6 * DAY);
    expect(theEnrolment().sent.at(-1)?.at).toBeGreaterThanOrEqual(at('2026-11-28T10:00:00+04:00'));
    expect(theEnrolment().sent.at(-1)?.at).toBeLessThan(at('2026-11-28T10:01:00+04:00'));
  });

  test('is shown in a conversation that begins after it was made', async () => {
    const made = await visit(FRIDAY);
    await platform.run(MINUTE);
    await says('Bonjour, où puis-je me garer ?');
    await platform.run(MINUTE);
    const conversation = await platform.scopes(TENANT).conversations.get('prospect_1');
    expect(conversation?.appointment).toEqual({ id: made.id, at: FRIDAY, status: 'to-confirm' });
  });
});

describe('A contract', () => {
  const DOCUMENT = { firstName: 'Marie', documentName: 'Bail', signatureLink: 'https://agence.example/s' };
  const enrol = (person = MARIE) =>
    enrolProspect(platform.ports(), {
      tenantId: TENANT,
      journeyId: 'contract',
      prospect: person,
      data: DOCUMENT,
      subjectAt: TUESDAY + 10 * DAY,
      documents: [{ filename: 'bail.pdf', url: 'https://agence.example/bail.pdf' }],
    }).then(({ enrolment }) => enrolment);
  const told = (enrolment: Enrolment, type: string) =>
    tellEnrolment(platform.ports(), TENANT, { journeyId: 'contract', enrolmentId: enrolment.id, type });

  test('that is not opened is told of by SMS after six hours, which stand still at night', async () => {
    platform = await Platform.open({}, at('2026-11-24T18:00:00+01:00'));
    await enrol();
    await platform.run(DAY);
    expect(await left()).toEqual([
      '2026-11-24 18:00 email DOCUMENT_TO_SIGN',
      '2026-11-25 10:00 sms DOCUMENT_TO_SIGN',
    ]);
  });

  test('that is opened late in the six hours is not told of again', async () => {
    await enrol();
    await platform.run(5 * HOUR);
    const [mail] = platform.taken();
    await platform.report(mail!, { status: 'opened' });
    await platform.run(2 * DAY);
    expect(steps()).toEqual(['document']);
    expect(theEnrolment().standing?.step).toBe('last-days');
  });

  test('that is signed ends with an SMS, and with nothing that was planned', async () => {
    const enrolment = await enrol();
    await platform.run(HOUR);
    await told(enrolment, 'signed');
    await platform.run(12 * DAY);
    expect(steps()).toEqual(['document', 'signed']);
    expect(platform.taken().map(({ channel }) => channel)).toEqual(['email', 'sms']);
  });

  test('for somebody without a smartphone is sent by WhatsApp, and an agent called when that fails', async () => {
    const enrolment = await enrol();
    await platform.run(HOUR);
    await told(enrolment, 'no-smartphone');
    await platform.run(3 * DAY);
    expect(steps()).toEqual(['document', 'by-whatsapp']);
    expect(theEnrolment().log.map(({ what }) => what)).toContain('agent-notified');
  });

  test('that nobody signs is reminded of two days before it expires, and an agent told when it does', async () => {
    await enrol();
    await platform.run(11 * DAY);
    expect(steps()).toEqual(['document', 'by-sms', 'last-reminder']);
    expect(theEnrolment()).toMatchObject({ state: 'finished', reason: 'expired' });
    const notes = await platform.scopes(TENANT).threads.all('prospect_1');
    expect(notes.map((entry) => entry.kind === 'note' && entry.text)).toEqual([
      'Un document a expiré sans être signé.',
    ]);
  });
});

describe('A new property', () => {
  const enrol = () =>
    enrolProspect(platform.ports(), {
      tenantId: TENANT,
      journeyId: 'new-property',
      prospect: MARIE,
      data: { firstName: 'Marie', propertyAddress: '45 avenue Foch', propertyPrice: 245_000 },
    });

  test('that nobody looks at is told of once more after two days, and that is all', async () => {
    await enrol();
    await platform.run(6 * DAY);
    expect(steps()).toEqual(['alert', 'follow-up']);
    expect(theEnrolment()).toMatchObject({ state: 'finished', reason: 'no-interest' });
  });

  test('whose link is followed has an agent notified, and nothing more is sent', async () => {
    await enrol();
    await platform.run(HOUR);
    await platform.report(platform.taken()[0]!, { status: 'clicked' });
    await platform.run(6 * DAY);
    expect(steps()).toEqual(['alert']);
    expect(theEnrolment().reason).toBe('clicked');
  });

  test('that is opened, and answered a day later, is a better sign than having been opened', async () => {
    await enrol();
    await platform.run(HOUR);
    await platform.report(platform.taken()[0]!, { status: 'opened' });
    await platform.run(DAY);
    expect(theEnrolment().standing?.step).toBe('opened');
    await platform.report(platform.taken()[0]!, { status: 'replied' });
    await platform.run(6 * DAY);
    expect(theEnrolment().reason).toBe('replied');
  });
});

describe('Whoever asks', () => {
  test('what is kept gets their journeys and appointments too, and to be forgotten ends them', async () => {
    await visit(FRIDAY);
    await platform.run(HOUR);
    const scope = platform.scopes(TENANT);
    const kept = await exportProspect(scope, 'prospect_1');
    expect([kept.appointments.length, kept.enrolments.length]).toEqual([1, 1]);
    await eraseProspect(platform.ports(), TENANT, 'prospect_1');
    await platform.run(6 * DAY);
    expect(platform.taken()).toHaveLength(1);
    expect(await scope.appointments.ofProspect('prospect_1')).toEqual([]);
    expect(JSON.stringify(scope.enrolments.all())).not.toMatch(/Marie|prospect_1|Lilas/);
    for (const { body } of platform.journeys.sent.map((text) => ({ body: text })))
      await platform.journeys.send(JSON.parse(body) as object);
    await platform.run(6 * DAY);
    expect(platform.taken()).toHaveLength(1);
    expect(await scope.appointments.ofProspect('prospect_1')).toEqual([]);
  });
});

describe('Whatever dies', () => {
  /** A visit from its confirmation to its survey, with an answer on the way. */
  async function travel(plans: readonly CrashPlan[] = [], duplicates = false) {
    platform = await Platform.open();
    platform.duplicates = duplicates;
    platform.crashAt(...plans);
    const { calls } = platform.life;
    await persist(() => visit(FRIDAY));
    await until(FRIDAY - 23 * HOUR);
    await persist(() => says('OUI'));
    await platform.run(4 * DAY);
    return calls;
  }

  async function persist(act: () => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        await act();
        return;
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
        platform.revive();
      }
    }
  }

  /** What did not end as it should have. */
  async function faults(): Promise<string[]> {
    const { enrolments } = platform.scopes(TENANT);
    const records = await thread();
    const wanted = 'confirmation reminder location survey';
    const copies = records.map(({ message }) => platform.taken(message.id).length);
    const uncertain = records.filter((record) => messageStatus(record) === 'uncertain').length;
    return [
      ...(enrolments.all().length === 1 ? [] : ['not one enrolment']),
      ...(steps().join(' ') === wanted ? [] : [steps().join(' ')]),
      ...(records.length === 4 ? [] : [`${records.length} messages`]),
      ...(copies.every((count) => count === 1) || uncertain > 0 ? [] : [`copies ${copies.join()}`]),
      ...((await shown()) === 'confirmed' ? [] : [`shown as ${await shown()}`]),
      ...(theEnrolment().state === 'finished' && theEnrolment().outbox.length === 0 ? [] : ['not finished']),
      ...(platform.timers.all().length === 0 ? [] : ['a timer is left']),
      ...(platform.dead.length === 0 ? [] : ['dead letters']),
    ];
  }

  test('nothing is lost and nothing doubled when every record comes twice', async () => {
    await travel([], true);
    expect(await faults()).toEqual([]);
  });

  test.each(['before', 'after'] as const)(
    'nothing is lost and nothing doubled by a crash %s any effect',
    async (moment) => {
      const calls = await travel();
      expect(await faults()).toEqual([]);
      const wrong: object[] = [];
      for (const [index, name] of calls.entries()) {
        await travel([{ call: index + 1, moment }]);
        const found = await faults();
        if (found.length > 0) wrong.push({ call: index + 1, name, found });
      }
      expect(wrong).toEqual([]);
      expect(calls.length).toBeGreaterThan(100);
    },
    120_000,
  );
});
