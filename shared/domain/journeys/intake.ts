import { type Instant, MINUTE } from '../instant.ts';
import { idFromSeed, kinOf } from '../message-id.ts';
import type { TemplateData } from '../templates/template-data.ts';
import type { Cohort } from './enrolment.ts';

/** Which intake of which journey. */
export interface IntakeRef {
  tenantId: string;
  journeyId: string;
  intakeId: string;
}

/** An audience that enters a journey: what does not change once it was accepted. */
export interface Intake {
  id: string;
  journeyId: string;
  /** Of the journey: everybody enters the same one. */
  version: number;
  createdAt: Instant;
  audienceId: string;
  /** Fills the templates beside what is each person's own. */
  data: TemplateData;
  subjectAt?: Instant;
  /** The property that it is about: of those who live together, one alone enters. */
  property?: string;
}

/** How far it has come: what is known of its audience, and whether it was called off. */
export interface IntakeProgress {
  people?: number;
  duplicates?: number;
  /** Parts of the audience that enter one by one; known once it was read. */
  chunks?: number;
  isCancelled?: true;
}

/**
 * Why somebody does not enter. `unknown`: there is no record of them, and no address. `incomplete`: their data lack what
 * a template needs. `already-in`: they are under way in the same journey, about the same property. `off-market`: the
 * property is not for sale any more.
 */
export const STAY_OUT_REASONS = ['unknown', 'erased', 'incomplete', 'already-in', 'off-market'] as const;
export type StayOutReason = (typeof STAY_OUT_REASONS)[number];

/** What became of one part of an audience. */
export interface EnteredChunk {
  chunk: number;
  entered: number;
  leftOut: Partial<Record<StayOutReason, number>>;
}

/** Have a part of the audience of an intake enter, go on, or leave. */
export type IntakeCommand = IntakeRef &
  (
    | { kind: 'begin' }
    /** Have everybody of a chunk enter. */
    | { kind: 'enter'; chunk: number }
    /** The timer of a chunk fell due: whoever waits until then at the latest goes on. */
    | { kind: 'wake'; chunk: number; until: Instant }
    /** Take everybody of a chunk out. `round`: how often that was done already. */
    | { kind: 'leave'; chunk: number; round: number }
  );

/** The enrolment that an intake is for one person; the same twice is the same enrolment. */
export function enrolmentIdIn({ id, createdAt }: Intake, prospectId: string): string {
  return kinOf('enr', idFromSeed(prospectId, createdAt, `${id} ${prospectId}`));
}

/** People of a cohort who wait until about the same time share a timer: to the next of these. */
const SHARED = 5 * MINUTE;

/** The timer that a cohort shares with whoever waits until an instant of these five minutes; at most 64 characters. */
export function cohortTimer({ intakeId, chunk }: Cohort, until: Instant): { name: string; at: Instant } {
  const at = Math.ceil(until / SHARED) * SHARED;
  return { name: `${intakeId}-${chunk}-${(at / SHARED).toString(36)}`, at };
}

/** Everybody of an intake, as far as it has come. */
export function sumOfChunks(chunks: readonly EnteredChunk[]): Omit<EnteredChunk, 'chunk'> {
  const leftOut: Partial<Record<StayOutReason, number>> = {};
  let entered = 0;
  for (const chunk of chunks) {
    entered += chunk.entered;
    for (const reason of STAY_OUT_REASONS) {
      const people = chunk.leftOut[reason];
      if (people !== undefined) leftOut[reason] = (leftOut[reason] ?? 0) + people;
    }
  }
  return { entered, leftOut };
}
