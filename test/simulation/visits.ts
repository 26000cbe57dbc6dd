import { HOUR, type Instant, MINUTE, SECOND } from '../../shared/domain/instant.ts';
import type { Enrolment, SentMessage } from '../../shared/domain/journeys/enrolment.ts';
import { addressFor } from '../../shared/domain/prospect.ts';
import { makeAppointment } from '../../shared/use-cases/keep-appointment.ts';
import { receiveWebhook } from '../../shared/use-cases/receive-webhook.ts';
import type { Chance } from './chance.ts';
import type { Person } from './planned-message.ts';
import { TENANT } from './scenario.ts';
import { checkEnrolment } from './check-enrolment.ts';
import { persist } from './persist.ts';
import type { World } from './world.ts';

/** An appointment that a client makes, and what the person answers to its reminder. */
export interface PlannedVisit {
  /** `v1`: also the name of the prospect, so that its messages can be told by it. */
  name: string;
  person: Person;
  after: number;
  /** Milliseconds from its making to the visit. */
  ahead: number;
  answer: 'OUI' | 'NON' | 'nothing';
  /** Milliseconds before the visit at which they answer. */
  answersBefore: number;
}

const API_TIMEOUT = 10 * SECOND;
/** By how much a function's clock may be wrong, and a little more. */
const SKEW = 6 * MINUTE;
/** The soonest at which a step may be taken, from the visit that it is about. */
const SOONEST: Readonly<Record<string, number>> = { reminder: -24 * HOUR, location: -2 * HOUR, survey: 0 };

export function visitsOf(chance: Chance, people: readonly Person[]): PlannedVisit[] {
  const count = chance.pick('visits', [0, 0, 1]);
  return Array.from({ length: count }, (_, index) => {
    const name = `v${index + 1}`;
    return {
      name,
      person: chance.pick(`${name} of`, people),
      after: chance.between(`${name} after`, 0, 3 * MINUTE),
      ahead: chance.between(`${name} ahead`, 60, 60 * 44) * MINUTE,
      answer: chance.pick(`${name} answers`, ['OUI', 'OUI', 'NON', 'nothing'] as const),
      answersBefore: chance.between(`${name} answers before`, 130, 60 * 23) * MINUTE,
    };
  });
}

/** Those who make appointments, and those who answer their reminders. */
export class Visits {
  readonly #world: World;
  readonly #start: Instant;
  readonly #visits: readonly PlannedVisit[];

  constructor(world: World, { start, visits }: { start: Instant; visits: readonly PlannedVisit[] }) {
    this.#world = world;
    this.#start = start;
    this.#visits = visits;
  }

  begin(): void {
    const { time } = this.#world;
    for (const visit of this.#visits) {
      const made = this.#start + visit.after;
      const at = made + visit.ahead;
      time.at(made, () => void this.#make(visit, at));
      if (visit.answer !== 'nothing' && at - visit.answersBefore > made)
        time.at(at - visit.answersBefore, () => void this.#answer(visit));
    }
  }

  async #make({ name, person, answer }: PlannedVisit, at: Instant): Promise<void> {
    const { isKnown: _, ...known } = person;
    const request = {
      tenantId: TENANT,
      prospect: { ...known, name },
      at,
      durationMinutes: 45,
      address: '12 rue des Lilas',
      data: answer === 'nothing' ? {} : { surveyLink: 'https://agence.example/avis' },
      idempotency: { key: `visit ${name}`, bodyHash: name },
    };
    await persist(this.#world, `${name} made`, (attempt) =>
      this.#world.run(attempt, API_TIMEOUT, (ports) => makeAppointment(ports, request)),
    );
  }

  async #answer({ name, person, answer: text }: PlannedVisit): Promise<void> {
    const from = addressFor('sms', person);
    if (from === undefined) return;
    const at = this.#world.time.now;
    const report = {
      kind: 'inbound',
      channel: 'sms',
      from,
      to: '38123',
      text,
      providerId: `${name} answers`,
      at,
    } as const;
    const read = async () => ({ outcome: 'report', report }) as const;
    await persist(this.#world, `${name} answers`, (attempt) =>
      this.#world.run(attempt, API_TIMEOUT, (ports) =>
        receiveWebhook(ports, { read }, { url: '', headers: {}, body: '' }),
      ),
    );
  }

  /** Checks a world that has come to rest against what journeys promise. */
  async check(): Promise<void> {
    const known = this.#world.scopes(TENANT).enrolments.all();
    for (const { name } of this.#visits) {
      const entered = known.filter(({ prospect }) => prospect.name === name);
      if (entered.length > 1) this.#note('one-message-a-key', name, `${entered.length} enrolments`);
      for (const enrolment of entered) await this.#checkOne(name, enrolment);
    }
  }

  async #checkOne(name: string, enrolment: Enrolment): Promise<void> {
    const { sent } = enrolment;
    await checkEnrolment(this.#world, name, enrolment);
    for (const message of sent) this.#checkTime(name, message);
    const { appointments } = this.#world.scopes(TENANT);
    const answer = sent.find(({ step }) => step === 'reminder')?.answer;
    const stands = (await appointments.load(enrolment.subject?.appointmentId ?? ''))?.status;
    const wanted = answer === 'yes' ? 'confirmed' : answer === 'no' ? 'cancelled' : 'to-confirm';
    if (stands !== wanted)
      this.#note('answers-count', name, `it is ${stands} after ${answer ?? 'no answer'}`);
  }

  #checkTime(name: string, { step, at, about = 0 }: SentMessage): void {
    const soonest = SOONEST[step];
    if (soonest !== undefined && at < about + soonest - SKEW)
      this.#note(
        'no-step-early',
        name,
        `${step} ${Math.round((about + soonest - at) / MINUTE)} minutes too soon`,
      );
  }

  #note(rule: string, name: string, what: string): void {
    this.#world.witness.note(rule, name, what);
  }
}
