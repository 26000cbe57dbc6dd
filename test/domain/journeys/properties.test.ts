import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, HOUR, type Instant, MINUTE } from '../../../shared/domain/instant.ts';
import { advance, enter } from '../../../shared/domain/journeys/advance.ts';
import { FACTS, type JourneyDefinition } from '../../../shared/domain/journeys/definition.ts';
import { type Command, type Enrolment, timerName } from '../../../shared/domain/journeys/enrolment.ts';
import { SETTLING_FACTS } from '../../../shared/domain/journeys/happenings.ts';
import type { JourneyEvent } from '../../../shared/domain/journeys/journey-event.ts';
import { validateJourney } from '../../../shared/domain/journeys/validate-journey.ts';
import { idFromSeed, kinOf } from '../../../shared/domain/message-id.ts';
import { DEFAULT_QUIET_HOURS } from '../../../shared/domain/quiet-hours.ts';
import { TUESDAY } from '../../support/routing-request.ts';
import { anyDeclared, anyJourney } from './declared.ts';

const ID = kinOf('enr', idFromSeed('prospect_1', TUESDAY, 'entry'));
const context = (now: Instant) => ({ now, zone: 'Europe/Paris', quietHours: DEFAULT_QUIET_HOURS });

function begin(journey: JourneyDefinition) {
  return enter(
    journey,
    {
      id: ID,
      journeyId: 'any',
      version: 1,
      prospect: { id: 'prospect_1' },
      data: { firstName: 'Marie', propertyAddress: '1 rue du Parc' },
      subject: { at: TUESDAY + 3 * DAY, appointmentId: 'apt_1', order: 0 },
    },
    context(TUESDAY),
  );
}

/** What happens, told by what is known when it does: a timer of this enrolment, a message that it sent. */
type Chance = { dice: number; fact: (typeof FACTS)[number]; later: number; kind: number };
const anyChance: fc.Arbitrary<Chance> = fc.record({
  dice: fc.nat(1_000),
  fact: fc.constantFrom(...FACTS),
  later: fc.integer({ min: 0, max: 2 * DAY }),
  kind: fc.nat(9),
});

function eventOf({ dice, fact, kind }: Chance, { sent, serial }: Enrolment, at: Instant): JourneyEvent {
  const { messageId = 'msg_of_nobody' } = sent[dice % Math.max(1, sent.length)] ?? {};
  if (kind < 4) return { kind: 'due', serial: dice % 3 === 0 ? dice % (serial + 2) : serial };
  if (kind < 7) return { kind: 'message', messageId, fact, at };
  if (kind === 7) return { kind: 'answered', messageId, answer: dice % 2 === 0 ? 'yes' : 'later', at };
  if (kind === 8) return { kind: 'told', type: dice % 2 === 0 ? 'signed' : 'booked', at };
  return { kind: 'rescheduled', to: TUESDAY + (dice % 9) * DAY, order: dice % 5, at };
}

interface Travelled {
  enrolment: Enrolment;
  commands: Command[];
  events: JourneyEvent[];
}

/** Everything that happened is told again, in any order, whenever `again` says so. */
function travel(journey: JourneyDefinition, chances: readonly Chance[], again: readonly number[]): Travelled {
  const first = begin(journey);
  const commands = [...first.commands];
  const events: JourneyEvent[] = [];
  let { enrolment } = first;
  let now = TUESDAY;
  const tell = (event: JourneyEvent): void => {
    const result = advance(journey, enrolment, event, context(now));
    commands.push(...result.commands);
    enrolment = { ...result.enrolment, outbox: [] };
  };
  for (const [index, chance] of chances.entries()) {
    now += chance.later;
    const event = eventOf(chance, enrolment, now);
    tell(event);
    events.push(event);
    const copy = events[(again[index] ?? 0) % events.length];
    if (copy !== undefined) tell(copy);
  }
  return { enrolment, commands, events };
}

const anyTravel = fc.tuple(
  anyJourney,
  fc.array(anyChance, { maxLength: 25 }),
  fc.array(fc.nat(100), { minLength: 25, maxLength: 25 }),
);

test('No step is taken twice, whatever is told again and in whatever order', () => {
  fc.assert(
    fc.property(anyTravel, ([journey, chances, again]) => {
      const { commands } = travel(journey, chances, again);
      const names = commands.flatMap((command) =>
        'serial' in command && command.kind !== 'cancel-schedule'
          ? [`${command.kind} ${command.serial}`]
          : [],
      );
      expect(new Set(names).size).toBe(names.length);
      const messages = commands.flatMap((command) => (command.kind === 'send' ? [command.messageId] : []));
      expect(new Set(messages).size).toBe(messages.length);
    }),
    { numRuns: 400 },
  );
});

test('Telling everything a second time changes nothing', () => {
  fc.assert(
    fc.property(anyTravel, ([journey, chances, again]) => {
      const { enrolment, events } = travel(journey, chances, again);
      for (const event of events) {
        const result = advance(journey, enrolment, event, context(TUESDAY + 365 * DAY));
        // Of the step that is stood at, a timer that was told too early has not fallen due yet: telling it is news.
        if (event.kind === 'due' && event.serial === enrolment.standing?.serial) continue;
        expect(result.enrolment).toBe(enrolment);
        expect(result.commands).toEqual([]);
      }
    }),
    { numRuns: 200 },
  );
});

test('Who leaves is left alone: every timer is taken back, and every message that may still wait', () => {
  fc.assert(
    fc.property(anyTravel, ([journey, chances, again]) => {
      const { enrolment, commands } = travel(journey, chances, again);
      const left = advance(
        journey,
        enrolment,
        { kind: 'left', reason: 'stopped', at: TUESDAY },
        context(TUESDAY),
      );
      const all = [...commands, ...left.commands];
      expect(left.enrolment.state).not.toBe('active');
      expect(left.enrolment.standing).toBeUndefined();
      if (enrolment.state !== 'active') return;
      const planned = all.flatMap((command) => (command.kind === 'schedule' ? [command.serial] : []));
      const droppedOrFired = new Set(
        all.flatMap((command) => (command.kind === 'cancel-schedule' ? [command.serial] : [])),
      );
      const waiting = planned.filter((serial) => serial === enrolment.standing?.serial);
      expect(waiting.every((serial) => droppedOrFired.has(serial))).toBe(true);
      const takenBack = new Set(
        left.commands.flatMap((command) => (command.kind === 'cancel-message' ? [command.messageId] : [])),
      );
      const mayWait = enrolment.sent.filter(({ facts }) =>
        SETTLING_FACTS.every((fact) => facts[fact] === undefined),
      );
      expect(mayWait.every(({ messageId }) => takenBack.has(messageId))).toBe(true);
      for (const event of [
        { kind: 'due', serial: enrolment.serial },
        { kind: 'told', type: 'signed', at: TUESDAY },
      ] as const)
        expect(advance(journey, left.enrolment, event, context(TUESDAY)).commands).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('Who is active waits for a timer that was planned, ahead of time, under a name that the scheduler takes', () => {
  fc.assert(
    fc.property(anyTravel, ([journey, chances, again]) => {
      const { enrolment, commands } = travel(journey, chances, again);
      if (enrolment.state !== 'active') return;
      const { standing } = enrolment;
      const plans = commands.filter((command) => command.kind === 'schedule');
      const plan = plans.find(({ serial }) => serial === standing?.serial);
      expect(plan?.at).toBe(standing?.until);
      const cancelled = commands.some(
        (command) => command.kind === 'cancel-schedule' && command.serial === standing?.serial,
      );
      expect(cancelled).toBe(false);
      expect(timerName(ID, standing?.serial ?? 0)).toMatch(/^[\w.-]{1,64}$/);
    }),
    { numRuns: 300 },
  );
});

test('Nobody goes round for ever: a declaration that was accepted comes to rest at every event', () => {
  fc.assert(
    fc.property(anyDeclared, fc.array(anyChance, { maxLength: 15 }), (journey, chances) => {
      const isRefused = validateJourney(journey).some(({ message }) => message !== 'is never reached');
      fc.pre(!isRefused);
      const { enrolment } = travel(journey, chances, []);
      expect(enrolment.log.length).toBeLessThanOrEqual(100);
    }),
    { numRuns: 500 },
  );
});

test('An enrolment survives the way through a queue and a table, which know JSON alone', () => {
  fc.assert(
    fc.property(anyTravel, ([journey, chances, again]) => {
      const { enrolment } = travel(journey, chances, again);
      expect(JSON.parse(JSON.stringify(enrolment))).toEqual(enrolment);
    }),
    { numRuns: 100 },
  );
});

test('The subject that moved is what later waits are about', () => {
  const journey: JourneyDefinition = {
    name: 'moved',
    steps: [
      { id: 'wait', kind: 'wait', timing: { kind: 'relative', offset: -2 * HOUR } },
      { id: 'send', kind: 'send', template: 'VISIT_FOLLOW_UP' },
    ],
  };
  const { enrolment } = begin(journey);
  const to = TUESDAY + 5 * DAY;
  const moved = advance(
    journey,
    enrolment,
    { kind: 'rescheduled', to, order: 1, at: TUESDAY },
    context(TUESDAY + MINUTE),
  );
  expect(moved.commands.map(({ kind }) => kind)).toEqual(['cancel-schedule', 'schedule']);
  expect(moved.enrolment.standing?.until).toBe(to - 2 * HOUR);
  const old = advance(
    journey,
    moved.enrolment,
    { kind: 'rescheduled', to: TUESDAY, order: 1, at: TUESDAY },
    context(TUESDAY),
  );
  expect(old.enrolment).toBe(moved.enrolment);
});
