import type { JourneyDefinition, Relative, Step, Timing } from '../../domain/journeys/definition.ts';
import type { JourneyBody } from './journey-body.ts';
import { withoutUndefined } from './prospect-body.ts';

type StepBody = JourneyBody['steps'][number];
type TimingBody = Extract<StepBody, { kind: 'wait' }>['timing'];
type RelativeBody = Pick<TimingBody, 'until' | 'timeOfDay' | 'hours'>;

/** The journey that a body declares. */
export function toJourney({ name, steps, whenever, whenRescheduled }: JourneyBody): JourneyDefinition {
  return {
    name,
    steps: steps.map(toStep),
    ...(whenever !== undefined && {
      whenever: whenever.map(({ when, go, of }) => ({ when, go, ...(of !== undefined && { of }) })),
    }),
    ...(whenRescheduled !== undefined && { whenRescheduled }),
  };
}

function toStep(step: StepBody): Step {
  switch (step.kind) {
    case 'send': {
      const { id, kind, template, fallback, ...rest } = step;
      const given = fallback && { fallback: { afterMs: fallback.after, unless: fallback.unless } };
      return { id, kind, template, ...withoutUndefined(rest), ...given };
    }
    case 'wait': {
      const { id, kind, timing, notAfter, ...rest } = step;
      const limit = notAfter && { notAfter: toRelative(notAfter) };
      return { id, kind, timing: toTiming(timing), ...withoutUndefined(rest), ...limit };
    }
    case 'branch': {
      const { of, within, ...rest } = step;
      return { ...rest, within: toTiming(within), ...(of !== undefined && { of }) };
    }
    case 'notify-agent': {
      const { id, kind, text, next } = step;
      return { id, kind, text: withoutUndefined(text), ...(next !== undefined && { next }) };
    }
    case 'update': {
      const { next, ...rest } = step;
      return { ...rest, ...(next !== undefined && { next }) };
    }
    case 'exit': {
      const { reason, ...rest } = step;
      return { ...rest, ...(reason !== undefined && { reason }) };
    }
  }
}

function toTiming(timing: TimingBody): Timing {
  const { for: ms, hours } = timing;
  return ms === undefined
    ? toRelative(timing)
    : { kind: 'lasting', ms, ...(hours !== undefined && { hours }) };
}

function toRelative({ until = 0, timeOfDay, hours }: RelativeBody): Relative {
  return {
    kind: 'relative',
    offset: until,
    ...(timeOfDay !== undefined && { timeOfDay }),
    ...(hours !== undefined && { hours }),
  };
}
