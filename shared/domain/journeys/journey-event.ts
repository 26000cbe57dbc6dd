import type { Appointment } from '../appointment.ts';
import type { Answer } from '../inbound-command.ts';
import type { Instant } from '../instant.ts';
import type { Fact, JourneyAnswer } from './definition.ts';
import type { Cohort, Enrolment } from './enrolment.ts';

/** Something that may move an enrolment. All may come twice, late and in any order. */
export type JourneyEvent =
  /** A step's timer fell due. */
  | { kind: 'due'; serial: number }
  /** Something became known of a message that the journey sent. */
  | { kind: 'message'; messageId: string; fact: Fact; at: Instant }
  | { kind: 'answered'; messageId: string; answer: JourneyAnswer; at: Instant }
  /** A client application tells something; each name counts once. */
  | { kind: 'told'; type: string; at: Instant }
  /** The subject has moved for the `order`-th time. */
  | { kind: 'rescheduled'; to: Instant; minutes?: number; order: number; at: Instant }
  | { kind: 'left'; reason: string; at: Instant };

/** Which enrolment an event is about. */
export interface EnrolmentRef {
  tenantId: string;
  enrolmentId: string;
}

/**
 * What the journeys' function is told: somebody entered, perhaps with an appointment that was made, something happened,
 * or the timer that people of a cohort share fell due.
 */
export type JourneyTold =
  | { kind: 'entered'; tenantId: string; enrolment: Enrolment; appointment?: Appointment }
  | ({ kind: 'happened'; event: JourneyEvent } & EnrolmentRef)
  /** `until`: whoever waits until then at the latest. */
  | ({ kind: 'cohort-due'; tenantId: string; journeyId: string; until: Instant } & Cohort);

export function journeyAnswerOf(answer: Answer): JourneyAnswer {
  return answer === 'cancel' ? 'no' : answer;
}
