import type { DeliverableChannel } from '../channel.ts';
import type { MessageType, TimedFallback } from '../message.ts';
import type { Locale } from '../prospect.ts';
import type { TemplateData } from '../templates/template-data.ts';

/** A step's name within its journey. */
export type StepId = string;

/**
 * Hours of the recipient's zone that a clock runs in. `waking`: outside the person's quiet hours. `business`: Monday to
 * Saturday, 9:00 to 19:00, never on a public holiday.
 */
export const HOURS = ['waking', 'business'] as const;
export type Hours = (typeof HOURS)[number];

/** For so long (milliseconds), of which only those in `hours` count. */
export interface Lasting {
  kind: 'lasting';
  ms: number;
  hours?: Hours;
}

/**
 * Until an instant beside the one that the enrolment is about: `offset` milliseconds after it, before it when negative.
 * With `timeOfDay` (minutes since midnight) the offset is whole calendar days of the recipient. An instant outside
 * `hours` moves to where they begin again.
 */
export interface Relative {
  kind: 'relative';
  offset: number;
  timeOfDay?: number;
  hours?: Hours;
}

export type Timing = Lasting | Relative;

/** Sends what a template says; its variables are found among the enrolment's data by their names. */
export interface SendStep {
  id: StepId;
  kind: 'send';
  template: string;
  /** Sent in its place when the data lack what the template needs. */
  instead?: string;
  /** The first that is open to this person is used, the others when it fails; routing chooses when absent. */
  channels?: readonly DeliverableChannel[];
  /** The category of the template unless told. */
  messageType?: MessageType;
  fallback?: TimedFallback;
  /** In place of the enrolment's. */
  data?: TemplateData;
  /** With the enrolment's documents. */
  attach?: true;
  next?: StepId;
}

/** Waits. One that would end in the past, or after `notAfter`, is passed over: on to `whenPast`. */
export interface WaitStep {
  id: StepId;
  kind: 'wait';
  timing: Timing;
  notAfter?: Relative;
  whenPast?: StepId;
  next?: StepId;
}

/** What can become known of a message; each includes those after it, but for `failed`. */
export const FACTS = ['replied', 'clicked', 'opened', 'delivered', 'failed'] as const;
export type Fact = (typeof FACTS)[number];

/** What can be answered; ANNULER is what NON says. */
export const JOURNEY_ANSWERS = ['yes', 'no', 'later'] as const;
export type JourneyAnswer = (typeof JOURNEY_ANSWERS)[number];

/** A fact, an answer, or what a client application tells, by a name of its own: `signed`. */
export type Happening = string;

export interface Case {
  when: Happening;
  go: StepId;
}

/** Waits for the first of its cases, in their order where several are true already, else goes on in time. */
export interface BranchStep {
  id: StepId;
  kind: 'branch';
  /** The step whose message facts and answers are about. */
  of?: StepId;
  within: Timing;
  cases: readonly Case[];
  otherwise: StepId;
}

export const UPDATED_STATUSES = ['confirmed', 'cancelled', 'to-confirm'] as const;
export type UpdatedStatus = (typeof UPDATED_STATUSES)[number];

/** Changes where the appointment stands that the enrolment is about. */
export interface UpdateStep {
  id: StepId;
  kind: 'update';
  appointment: UpdatedStatus;
  next?: StepId;
}

/** Leaves a note in the conversation and has it wait for an agent. */
export interface NotifyStep {
  id: StepId;
  kind: 'notify-agent';
  text: Partial<Record<Locale, string>>;
  next?: StepId;
}

export interface ExitStep {
  id: StepId;
  kind: 'exit';
  reason?: string;
}

export type Step = SendStep | WaitStep | BranchStep | UpdateStep | NotifyStep | ExitStep;

/** Wherever somebody stands: when this happens, what was planned is cancelled and they go on here. */
export interface Whenever extends Case {
  of?: StepId;
}

/** A journey as it is declared. Steps without `next` go on with the one below; below the last, it is over. */
export interface JourneyDefinition {
  name: string;
  steps: readonly Step[];
  whenever?: readonly Whenever[];
  /** Where to go on when the instant that the enrolment is about has moved. */
  whenRescheduled?: StepId;
}

/** One version of a journey; never changes, since those who entered it finish on it. */
export interface JourneyVersion {
  journeyId: string;
  number: number;
  createdAt: number;
  definition: JourneyDefinition;
  /** Written from what the product brings, not by the tenant. */
  isBuiltIn: boolean;
}

export function stepOf({ steps }: JourneyDefinition, id: StepId): Step | undefined {
  return steps.find((step) => step.id === id);
}

/** The step after one that has come to its end; undefined: the journey is over. */
export function stepAfter({ steps }: JourneyDefinition, step: Step): StepId | undefined {
  if ('next' in step && step.next !== undefined) return step.next;
  return steps[steps.indexOf(step) + 1]?.id;
}

export const isFact = (when: Happening): when is Fact => FACTS.some((fact) => fact === when);
export const isJourneyAnswer = (when: Happening): when is JourneyAnswer =>
  JOURNEY_ANSWERS.some((answer) => answer === when);
