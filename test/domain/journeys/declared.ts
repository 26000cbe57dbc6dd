import * as fc from 'fast-check';
import { HOUR, MINUTE } from '../../../shared/domain/instant.ts';
import type { JourneyDefinition, Step, Timing } from '../../../shared/domain/journeys/definition.ts';
import { FACTS } from '../../../shared/domain/journeys/definition.ts';
import { validateJourney } from '../../../shared/domain/journeys/validate-journey.ts';

const anyTiming: fc.Arbitrary<Timing> = fc.oneof(
  fc.record({
    kind: fc.constant('lasting' as const),
    ms: fc.integer({ min: 1, max: 5_000 }).map((minutes) => minutes * MINUTE),
  }),
  fc.constantFrom<Timing>(
    { kind: 'lasting', ms: 6 * HOUR, hours: 'waking' },
    { kind: 'lasting', ms: HOUR, hours: 'business' },
    { kind: 'relative', offset: -24 * HOUR },
    { kind: 'relative', offset: 24 * HOUR, timeOfDay: 600 },
    { kind: 'relative', offset: -2 * HOUR, hours: 'waking' },
  ),
);

const HAPPENINGS = [...FACTS, 'yes', 'no', 'later', 'signed', 'booked'] as const;

/** A step that names others of the journey, known or not, waiting or not. */
function anyStep(id: string, names: readonly string[]): fc.Arbitrary<Step> {
  const name = fc.constantFrom(...names);
  const of = fc.constantFrom('s0', 's1');
  const next = fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, fc.record({ next: name }));
  const cases = fc.array(fc.record({ when: fc.constantFrom(...HAPPENINGS), go: name }), {
    minLength: 1,
    maxLength: 3,
  });
  const send = next.map((more): Step => ({ id, kind: 'send', template: 'VISIT_FOLLOW_UP', ...more }));
  if (id === 's0' || id === 's1') return send;
  return fc.oneof(
    send,
    fc.tuple(anyTiming, next).map(([timing, more]): Step => ({ id, kind: 'wait', timing, ...more })),
    fc.tuple(of, anyTiming, cases, name).map(([whose, within, ways, otherwise]): Step => ({
      id,
      kind: 'branch',
      of: whose,
      within,
      cases: ways,
      otherwise,
    })),
    next.map((more): Step => ({ id, kind: 'notify-agent', text: { fr: 'À rappeler' }, ...more })),
    next.map((more): Step => ({ id, kind: 'update', appointment: 'confirmed', ...more })),
    fc.constant<Step>({ id, kind: 'exit' }),
  );
}

/** Any declaration, sound or not. */
export const anyDeclared: fc.Arbitrary<JourneyDefinition> = fc.integer({ min: 2, max: 9 }).chain((count) => {
  const names = Array.from({ length: count }, (_, index) => `s${index}`);
  const name = fc.constantFrom(...names);
  const whenever = fc.array(
    fc.record({ when: fc.constantFrom(...HAPPENINGS), of: fc.constantFrom('s0', 's1'), go: name }),
    { maxLength: 3 },
  );
  return fc
    .tuple(fc.tuple(...names.map((id) => anyStep(id, names))), whenever, name)
    .map(([steps, calls, whenRescheduled]) => ({ name: 'any', steps, whenever: calls, whenRescheduled }));
});

/** Any that people could enter, but for steps that nobody comes to. */
export const anyJourney = anyDeclared.filter((journey) =>
  validateJourney(journey).every(({ message }) => message === 'is never reached'),
);
