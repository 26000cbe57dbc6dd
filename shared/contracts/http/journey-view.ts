import { toIso } from '../../domain/instant.ts';
import type { JourneyDefinition, JourneyVersion, Step, Timing } from '../../domain/journeys/definition.ts';
import type { Enrolment, LogEntry, SentMessage } from '../../domain/journeys/enrolment.ts';
import { formatTimeOfDay } from '../../domain/quiet-hours.ts';
import { durationText } from '../iso-duration.ts';

/** A journey as the list shows it. */
export function journeyHeadView(head: {
  journeyId: string;
  name: string;
  number: number;
  isBuiltIn: boolean;
}): object {
  const { journeyId: id, name, number: version, isBuiltIn: builtIn } = head;
  return { id, name, version, builtIn };
}

/** A version whole, in the words in which it can be put again. */
export function journeyView({ journeyId, number, definition, isBuiltIn }: JourneyVersion): object {
  return { id: journeyId, version: number, builtIn: isBuiltIn, ...definitionView(definition) };
}

function definitionView({ name, steps, whenever, whenRescheduled }: JourneyDefinition): object {
  return {
    name,
    steps: steps.map(stepView),
    ...(whenever !== undefined && { whenever }),
    ...(whenRescheduled !== undefined && { whenRescheduled }),
  };
}

function stepView(step: Step): object {
  switch (step.kind) {
    case 'send': {
      const { fallback, ...rest } = step;
      const wait = fallback && { after: durationText(fallback.afterMs), unless: fallback.unless };
      return { ...rest, ...(wait && { fallback: wait }) };
    }
    case 'wait': {
      const { timing, notAfter, ...rest } = step;
      const limit = notAfter && { notAfter: timingView(notAfter) };
      return { ...rest, timing: timingView(timing), ...limit };
    }
    case 'branch':
      return { ...step, within: timingView(step.within) };
    default:
      return step;
  }
}

function timingView(timing: Timing): object {
  const hours = timing.hours === undefined ? {} : { hours: timing.hours };
  if (timing.kind === 'lasting') return { for: durationText(timing.ms), ...hours };
  const { offset, timeOfDay } = timing;
  return {
    until: durationText(offset),
    ...(timeOfDay !== undefined && { timeOfDay: formatTimeOfDay(timeOfDay) }),
    ...hours,
  };
}

/** An enrolment as the list shows it: where somebody stands, and what comes next and when. */
export function enrolmentHeadView(enrolment: Enrolment): object {
  const { id, journeyId, version, prospect, createdAt, state, reason, standing, subject, property } =
    enrolment;
  return {
    id,
    journeyId,
    version,
    prospectId: prospect.id,
    createdAt: toIso(createdAt),
    state,
    ...(reason !== undefined && { reason }),
    ...(standing !== undefined && { waitsAt: { step: standing.step, until: toIso(standing.until) } }),
    ...(subject !== undefined && { subject: subjectView(subject) }),
    ...(property !== undefined && { property }),
  };
}

/** The same step by step, with why each was taken. */
export function enrolmentView(enrolment: Enrolment): object {
  const { data, sent, log } = enrolment;
  return {
    ...enrolmentHeadView(enrolment),
    data,
    messages: sent.map(sentView),
    log: log.map(lineView),
  };
}

function subjectView({ at, appointmentId }: NonNullable<Enrolment['subject']>): object {
  return { at: toIso(at), ...(appointmentId !== undefined && { appointmentId }) };
}

function sentView({ step, messageId, at, facts, answer }: SentMessage): object {
  const known = Object.entries(facts).map(([fact, since]) => ({ fact, at: toIso(since) }));
  return { step, messageId, at: toIso(at), known, ...(answer !== undefined && { answer }) };
}

function lineView({ at, what, step, why, messageId, until }: LogEntry): object {
  return {
    at: toIso(at),
    what,
    ...(step !== undefined && { step }),
    ...(why !== undefined && { why }),
    ...(messageId !== undefined && { messageId }),
    ...(until !== undefined && { until: toIso(until) }),
  };
}
