import type { DeliverableChannel } from '../channel.ts';
import type { Instant } from '../instant.ts';
import type { Attachment, MessageType, TimedFallback } from '../message.ts';
import type { Prospect } from '../prospect.ts';
import type { TemplateData } from '../templates/template-data.ts';
import type { Fact, JourneyAnswer, NotifyStep, StepId, UpdatedStatus } from './definition.ts';

/** What an enrolment is about: the instant that waits refer to, and the appointment behind it, if any. */
export interface Subject {
  at: Instant;
  appointmentId?: string;
  /** How long it lasts. */
  minutes?: number;
  /** Grows with every time that the instant moves. */
  order: number;
}

/** A part of an audience that entered a journey together. */
export interface Cohort {
  intakeId: string;
  chunk: number;
}

/** A message that the journey sent, and what became known of it. */
export interface SentMessage {
  step: StepId;
  messageId: string;
  at: Instant;
  /** The subject's instant when it was sent. */
  about?: Instant;
  facts: Partial<Record<Fact, Instant>>;
  answer?: JourneyAnswer;
}

/** What has to be done because of a step. Each can be done twice: its names come from the enrolment and the serial. */
export type Command =
  | {
      kind: 'send';
      serial: number;
      messageId: string;
      at: Instant;
      template: string;
      data: TemplateData;
      type: MessageType;
      property?: string;
      channels?: readonly DeliverableChannel[];
      fallback?: TimedFallback;
      attachments?: readonly Attachment[];
      appointmentAt?: Instant;
      appointmentMinutes?: number;
    }
  | { kind: 'schedule'; serial: number; at: Instant }
  | { kind: 'cancel-schedule'; serial: number }
  | { kind: 'cancel-message'; messageId: string }
  | {
      kind: 'update';
      serial: number;
      appointmentId: string;
      status: UpdatedStatus;
      about: Instant;
      at: Instant;
    }
  /** Nothing of the journey's own follows from it that this message did not reach the person. */
  | { kind: 'show-loss'; messageId: string }
  | { kind: 'notify-agent'; serial: number; text: NotifyStep['text']; at: Instant };

export const LOGGED = [
  'entered',
  'sent',
  'not-sent',
  'not-delivered',
  'waits',
  'passed-over',
  'went-on',
  'updated',
  'agent-notified',
  'jumped',
  'rescheduled',
  'finished',
  'left',
] as const;

/** One line of what somebody went through, and why. */
export interface LogEntry {
  at: Instant;
  step?: StepId;
  what: (typeof LOGGED)[number];
  /** What happened, or what is missing, by its name: `yes`, `time-over`, `surveyLink`. */
  why?: string;
  messageId?: string;
  until?: Instant;
}

/** Where somebody stands who waits: which step, by which serial, and until when at most. */
export interface Standing {
  step: StepId;
  serial: number;
  until: Instant;
}

/** Somebody's way through one version of a journey. */
export interface Enrolment {
  id: string;
  journeyId: string;
  version: number;
  prospect: Prospect;
  createdAt: Instant;
  subject?: Subject;
  data: TemplateData;
  documents?: readonly Attachment[];
  /** The property that it is about: once that is not for sale any more, the way is over. */
  property?: string;
  /** Those that the person entered with: they share their timers. */
  cohort?: Cohort;
  state: 'active' | 'finished' | 'left';
  /** Why it was left, or where it ended. */
  reason?: string;
  standing?: Standing;
  /** Of the last step begun. */
  serial: number;
  sent: readonly SentMessage[];
  /** What client applications told, when first. */
  told: Readonly<Record<string, Instant>>;
  /** What is not known to be done. */
  outbox: readonly Command[];
  log: readonly LogEntry[];
  /** Grows with every write. */
  revision: number;
}

/** The name of a step's timer: at most 64 characters. */
export function timerName(enrolmentId: string, serial: number): string {
  return `${enrolmentId}-${serial}`;
}

/** What is left of an enrolment whose person asked to be forgotten: that it was there. */
export function forgottenEnrolment({ id, journeyId, version, createdAt, revision }: Enrolment): Enrolment {
  const nothing = { data: {}, sent: [], told: {}, outbox: [], log: [] };
  const over = { state: 'left', reason: 'erased', serial: 0, revision: revision + 1 } as const;
  return { id, journeyId, version, createdAt, prospect: { id: 'erased' }, ...nothing, ...over };
}
