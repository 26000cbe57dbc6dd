import type { Prospect } from '../prospect.ts';
import type { Attachment } from '../message.ts';
import type { TemplateData } from '../templates/template-data.ts';
import { type Happening, isFact, isJourneyAnswer, type JourneyDefinition, stepOf } from './definition.ts';
import type { Cohort, Command, Enrolment, SentMessage, Subject } from './enrolment.ts';
import { caseMet, includedIn, isProvidedFor, withFact } from './happenings.ts';
import type { JourneyEvent } from './journey-event.ts';
import { type JourneyContext, Walk } from './walk.ts';

/** The enrolment after an event, and what has to be done because of it: also added to its outbox. */
export interface Advanced {
  enrolment: Enrolment;
  commands: readonly Command[];
}

/** Who enters which version of a journey, with what. */
export interface Entry {
  id: string;
  journeyId: string;
  version: number;
  prospect: Prospect;
  data: TemplateData;
  subject?: Subject;
  documents?: readonly Attachment[];
  property?: string;
  cohort?: Cohort;
}

/** Why the way of somebody is over whose property was sold, withdrawn or is under offer. */
const OFF_MARKET = 'off-market';

const isOffMarket = ({ property }: JourneyContext): boolean =>
  property !== undefined && property.status !== 'for-sale';

/** Begins a journey at its first step. Pure. */
export function enter(journey: JourneyDefinition, entry: Entry, context: JourneyContext): Advanced {
  const nothing = { serial: 0, sent: [], told: {}, outbox: [], log: [], revision: 0 };
  const enrolment: Enrolment = { ...entry, createdAt: context.now, state: 'active', ...nothing };
  const walk = new Walk(journey, enrolment, context);
  walk.note({ what: 'entered' });
  if (isOffMarket(context)) walk.end('left', OFF_MARKET);
  else walk.goOn(journey.steps[0]?.id);
  return { enrolment: walk.enrolment, commands: walk.commands };
}

/**
 * What an event makes of an enrolment. Pure; an event that is told again, or comes too late, changes nothing, so that
 * any redelivery in any order takes each step once. Whatever it is, it ends the way of somebody whose property is not
 * for sale any more.
 */
export function advance(
  journey: JourneyDefinition,
  enrolment: Enrolment,
  event: JourneyEvent,
  context: JourneyContext,
): Advanced {
  const unchanged: Advanced = { enrolment, commands: [] };
  const walk = new Walk(journey, enrolment, context);
  if (enrolment.state !== 'active')
    // Its last message may be lost after it is over.
    return event.kind === 'message' && wasLost(walk, journey, event) ? movedBy(walk) : unchanged;
  if (isOffMarket(context)) {
    walk.cancelPlanned();
    walk.end('left', OFF_MARKET);
    return movedBy(walk);
  }
  return move(walk, journey, enrolment, event) ? movedBy(walk) : unchanged;
}

const movedBy = ({ enrolment, commands }: Walk): Advanced => ({ enrolment, commands });

/** False when the event says nothing new. */
function move(walk: Walk, journey: JourneyDefinition, enrolment: Enrolment, event: JourneyEvent): boolean {
  switch (event.kind) {
    case 'due':
      return timeIsOver(walk, journey, enrolment, event.serial);
    case 'message':
      return becameKnown(walk, journey, enrolment, event);
    case 'answered':
      return wasAnswered(walk, journey, enrolment, event);
    case 'told':
      if (Object.hasOwn(enrolment.told, event.type)) return false;
      walk.change({ told: { ...enrolment.told, [event.type]: event.at } });
      return react(walk, journey, enrolment, [event.type]);
    case 'rescheduled':
      return moveSubject(walk, journey, enrolment, event);
    case 'left':
      walk.cancelPlanned();
      walk.end('left', event.reason);
      return true;
  }
}

function timeIsOver(
  walk: Walk,
  journey: JourneyDefinition,
  { standing }: Enrolment,
  serial: number,
): boolean {
  const step = standing === undefined ? undefined : stepOf(journey, standing.step);
  if (standing?.serial !== serial || (step?.kind !== 'wait' && step?.kind !== 'branch')) return false;
  walk.stand();
  walk.note({ step: step.id, what: 'went-on', why: 'time-over' });
  walk.goOn(walk.afterTime(step));
  return true;
}

function becameKnown(
  walk: Walk,
  journey: JourneyDefinition,
  enrolment: Enrolment,
  event: JourneyEvent & { kind: 'message' },
): boolean {
  const { messageId, fact, at } = event;
  if (fact === 'failed' && !wasLost(walk, journey, event)) return false;
  const message = enrolment.sent.find((sent) => sent.messageId === messageId);
  if (message === undefined) return false;
  const changed = withFact(message, fact, at);
  if (changed === message) return false;
  if (fact !== 'failed') walk.change({ sent: replaced(enrolment.sent, changed) });
  const fresh = includedIn(fact).filter((name) => message.facts[name] === undefined);
  return react(walk, journey, enrolment, fresh, message);
}

/** A message did not reach the person. False when that is known, or the message is not of this journey. */
function wasLost(
  walk: Walk,
  journey: JourneyDefinition,
  { messageId, fact, at }: JourneyEvent & { kind: 'message' },
): boolean {
  const { sent } = walk.enrolment;
  const message = sent.find((one) => one.messageId === messageId);
  if (fact !== 'failed' || message === undefined || message.facts.failed !== undefined) return false;
  const after = replaced(sent, withFact(message, fact, at));
  walk.change({ sent: after });
  walk.note({ step: message.step, what: 'not-delivered', messageId });
  if (!isProvidedFor(journey, message, after)) walk.commands.push({ kind: 'show-loss', messageId });
  return true;
}

/** The first answer counts, and none to a question about a time that has moved since. */
function wasAnswered(
  walk: Walk,
  journey: JourneyDefinition,
  enrolment: Enrolment,
  { messageId, answer, at }: JourneyEvent & { kind: 'answered' },
): boolean {
  const message = enrolment.sent.find((sent) => sent.messageId === messageId);
  if (message === undefined || message.answer !== undefined) return false;
  walk.change({ sent: replaced(enrolment.sent, { ...withFact(message, 'replied', at), answer }) });
  const isOld = message.about !== undefined && message.about !== enrolment.subject?.at;
  if (isOld) walk.note({ what: 'passed-over', why: `${answer} to ${message.step}` });
  return isOld || react(walk, journey, enrolment, [answer, 'replied', 'opened'], message);
}

function moveSubject(
  walk: Walk,
  journey: JourneyDefinition,
  enrolment: Enrolment,
  { to, minutes, order }: JourneyEvent & { kind: 'rescheduled' },
): boolean {
  const { subject, standing } = enrolment;
  if (subject === undefined || order <= subject.order) return false;
  walk.change({ subject: { ...subject, at: to, order, ...(minutes !== undefined && { minutes }) } });
  walk.note({ what: 'rescheduled', until: to });
  if (to === subject.at) return true;
  walk.cancelPlanned();
  walk.goOn(journey.whenRescheduled ?? standing?.step);
  return true;
}

/**
 * What happened moves on who waits for it, and else calls whoever waits for it anywhere. `message`: the one it is
 * about. True: it was new, whether somebody waited for it or not.
 */
function react(
  walk: Walk,
  journey: JourneyDefinition,
  before: Enrolment,
  happened: readonly Happening[],
  message?: SentMessage,
): true {
  const step = before.standing === undefined ? undefined : stepOf(journey, before.standing.step);
  const met = step?.kind === 'branch' ? caseMet(step, walk.enrolment) : undefined;
  if (step !== undefined && met !== undefined) {
    walk.cancelTimer();
    walk.note({ step: step.id, what: 'went-on', why: met.when });
    walk.goOn(met.go);
    return true;
  }
  const call = journey.whenever?.find(
    ({ when, of }) =>
      happened.includes(when) &&
      (of === undefined || of === message?.step || !(isFact(when) || isJourneyAnswer(when))),
  );
  if (call === undefined) return true;
  walk.note({ what: 'jumped', why: call.when });
  walk.cancelPlanned();
  walk.goOn(call.go);
  return true;
}

function replaced(sent: readonly SentMessage[], changed: SentMessage): SentMessage[] {
  return sent.map((one) => (one.messageId === changed.messageId ? changed : one));
}
