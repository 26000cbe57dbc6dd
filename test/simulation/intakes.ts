import { HOUR, type Instant, MINUTE, SECOND } from '../../shared/domain/instant.ts';
import type { JourneyDefinition } from '../../shared/domain/journeys/definition.ts';
import { publishJourney } from '../../shared/use-cases/keep-journeys.ts';
import { submitIntake } from '../../shared/use-cases/submit-intake.ts';
import { cancelIntake } from '../../shared/use-cases/tend-intake.ts';
import type { Chance } from './chance.ts';
import { checkEnrolment } from './check-enrolment.ts';
import { persist } from './persist.ts';
import type { Person } from './planned-message.ts';
import { TENANT } from './scenario.ts';
import type { World } from './world.ts';

/** All the people of a scenario enter a journey together, about a property. */
export interface PlannedIntake {
  /** `i1`: people are called `i1p1` and so on in it, so that its messages can be told by them. */
  name: string;
  people: readonly Person[];
  after: number;
  /** Milliseconds after its beginning at which it is called off, or the property is sold. */
  end: { kind: 'cancelled' | 'sold'; after: number } | undefined;
}

const JOURNEY = 'told-twice';
const PROPERTY = 'flat';
const SAID = { propertyAddress: '12 rue de la Paix' };
const WAITS = 5 * HOUR;

/** Told at once, and once more after a while whatever happens. */
const TOLD_TWICE: JourneyDefinition = {
  name: 'Deux fois',
  steps: [
    { id: 'first', kind: 'send', template: 'PROPERTY_SOLD' },
    { id: 'rest', kind: 'wait', timing: { kind: 'lasting', ms: WAITS } },
    { id: 'second', kind: 'send', template: 'PROPERTY_SOLD' },
  ],
};

const API_TIMEOUT = 10 * SECOND;
/** By how much a function's clock may be wrong, how long one may stand still, and a little more. */
const LENIENCE = 7 * MINUTE;
/** For how long a run may be about to have somebody enter; no clock has a part in it. */
const ON_THE_WAY_IN = MINUTE;
/** Until everybody has left who is to leave, where nothing fails any more. */
const TAKEN_OUT = 30 * MINUTE;

export function intakesOf(chance: Chance, people: readonly Person[]): PlannedIntake[] {
  if (!chance.happens('intake', 0.25)) return [];
  const kind = chance.pick('i1 ends', ['cancelled', 'cancelled', 'sold', 'sold', 'not'] as const);
  // Soon: while people are still on their way in.
  const within = chance.pick('i1 ends within', [5 * SECOND, 5 * MINUTE, WAITS + HOUR]);
  const end = { kind, after: chance.between('i1 ends after', 0, within) };
  const after = chance.between('i1 after', 0, 3 * MINUTE);
  return [
    { name: 'i1', people, after, end: end.kind === 'not' ? undefined : { kind: end.kind, after: end.after } },
  ];
}

/** Whoever has audiences enter a journey. */
export class Intakes {
  readonly #world: World;
  readonly #start: Instant;
  /** From then on everything works. */
  readonly #healedAt: Instant;
  readonly #intakes: readonly PlannedIntake[];
  /** The ids of those that were accepted. */
  readonly #accepted = new Map<string, string>();
  /** When they were called off. */
  readonly #calledOff = new Map<string, Instant>();
  /** Who was in when everybody who was just entering then had done so. */
  readonly #inByThen = new Map<string, ReadonlySet<string>>();
  /** When the property was sold. */
  #soldAt: Instant | undefined;

  constructor(
    world: World,
    { start, healsAfter, intakes }: { start: Instant; healsAfter: number; intakes: readonly PlannedIntake[] },
  ) {
    this.#healedAt = start + healsAfter;
    this.#world = world;
    this.#start = start;
    this.#intakes = intakes;
  }

  async begin(): Promise<void> {
    if (this.#intakes.length === 0) return;
    const { time } = this.#world;
    const { journeys, properties } = this.#world.scopes(TENANT);
    await publishJourney(journeys, JOURNEY, TOLD_TWICE, this.#start);
    await properties.put(PROPERTY, { status: 'for-sale', data: SAID }, this.#start);
    for (const intake of this.#intakes) {
      const begun = this.#start + intake.after;
      time.at(begun, () => void this.#submit(intake));
      if (intake.end !== undefined) time.at(begun + intake.end.after, () => void this.#end(intake));
    }
  }

  async #submit({ name, people }: PlannedIntake): Promise<void> {
    const known = people.map((person, index) => {
      const { isKnown: _, ...prospect } = person;
      return { prospect: { ...prospect, name: `${name}p${index + 1}` } };
    });
    const request = {
      tenantId: TENANT,
      journeyId: JOURNEY,
      audience: { kind: 'given', people: known },
      data: {},
      property: PROPERTY,
      idempotency: { key: `intake ${name}`, bodyHash: name },
    } as const;
    await persist(this.#world, `${name} asked for`, async (attempt) => {
      // A client that is told that the property is sold does not ask again.
      if (this.#soldAt !== undefined) return 'refused';
      const done = await this.#world.run(attempt, API_TIMEOUT, (ports) => submitIntake(ports, request));
      if (done !== undefined) this.#accepted.set(name, done.intakeId);
      return done;
    });
  }

  async #end({ name, end }: PlannedIntake): Promise<void> {
    if (end?.kind === 'sold') {
      const { properties } = this.#world.scopes(TENANT);
      this.#soldAt = this.#world.time.now;
      await properties.put(PROPERTY, { status: 'sold', data: SAID }, this.#soldAt);
      return;
    }
    const intakeId = this.#accepted.get(name);
    if (intakeId === undefined) return;
    const ref = { tenantId: TENANT, journeyId: JOURNEY, intakeId };
    const isDone = await persist(this.#world, `${name} called off`, (attempt) =>
      this.#world.run(attempt, API_TIMEOUT, (ports) => cancelIntake(ports, ref)),
    );
    if (!isDone) return;
    this.#calledOff.set(name, this.#world.time.now);
    this.#world.time.after(ON_THE_WAY_IN, () => {
      const known = this.#world.scopes(TENANT).enrolments.all();
      this.#inByThen.set(name, new Set(known.map(({ id }) => id)));
    });
  }

  /** Checks a world that has come to rest against what journeys promise. */
  async check(): Promise<void> {
    const known = this.#world.scopes(TENANT).enrolments.all();
    for (const { name, people, end } of this.#intakes) {
      for (const index of people.keys()) {
        const theirs = known.filter(({ prospect }) => prospect.name === `${name}p${index + 1}`);
        if (theirs.length > 1) this.#note('one-message-a-key', name, `${theirs.length} enrolments`);
        if (theirs.length === 0 && this.#accepted.has(name) && end === undefined)
          this.#note('no-silent-loss', name, `person ${index + 1} never entered`);
        for (const enrolment of theirs) {
          await checkEnrolment(this.#world, name, enrolment);
          const [first, second] = enrolment.sent;
          if (second !== undefined && second.at < (first?.at ?? 0) + WAITS - LENIENCE)
            this.#note('no-step-early', name, 'the second time too soon');
          if (this.#inByThen.get(name)?.has(enrolment.id) === false)
            this.#note('stopped-is-stopped', name, 'entered after it was called off');
          const settled = Math.max(this.#calledOff.get(name) ?? Infinity, this.#healedAt) + TAKEN_OUT;
          if (enrolment.sent.some(({ at }) => at > settled))
            this.#note('stopped-is-stopped', name, 'told something after it was called off');
          const late = enrolment.sent.filter(({ at }) => at > (this.#soldAt ?? Infinity) + LENIENCE);
          if (late.length > 0) this.#note('stopped-is-stopped', name, 'told of a property that was sold');
        }
      }
    }
  }

  #note(rule: string, name: string, what: string): void {
    this.#world.witness.note(rule, name, what);
  }
}
