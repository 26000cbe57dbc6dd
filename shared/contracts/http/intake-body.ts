import * as z from 'zod/mini';
import { toIso } from '../../domain/instant.ts';
import {
  type Intake,
  type IntakeProgress,
  STAY_OUT_REASONS,
  type StayOutReason,
} from '../../domain/journeys/intake.ts';
import { clientName, instant } from '../fields.ts';
import { audience } from './broadcast-body.ts';
import { entryData } from './journey-body.ts';

/** `POST /v1/journeys/{journeyId}/audiences`. */
export const intakeBody = z.strictObject({
  audience,
  data: z.optional(entryData),
  subject: z.optional(z.strictObject({ at: instant })),
  property: z.optional(clientName),
});

const count = z.int().check(z.gte(0));

export const intakeResponse = z.strictObject({
  id: z.string(),
  journeyId: z.string(),
  version: z.int(),
  createdAt: z.iso.datetime(),
  status: z.enum(['reading', 'entering', 'entered', 'cancelled']),
  /** Known once the audience was read. */
  people: z.optional(count),
  duplicates: z.optional(count),
  entered: count,
  leftOut: z.strictObject({
    total: count,
    reasons: z.array(z.strictObject({ reason: z.enum(STAY_OUT_REASONS), people: count })),
  }),
  subject: z.optional(z.strictObject({ at: z.iso.datetime() })),
  property: z.optional(z.string()),
});

export const intakesResponse = z.strictObject({
  items: z.array(intakeResponse),
  nextCursor: z.optional(z.string()),
});

/** An audience that enters a journey, as it is shown. */
export function intakeView({
  intake,
  progress,
  status,
  entered,
  leftOut,
}: {
  intake: Intake;
  progress: IntakeProgress;
  status: string;
  entered: number;
  leftOut: Partial<Record<StayOutReason, number>>;
}): object {
  const { id, journeyId, version, createdAt, subjectAt, property } = intake;
  const { people, duplicates } = progress;
  const reasons = Object.entries(leftOut)
    .map(([reason, stayed]) => ({ reason, people: stayed }))
    .sort((a, b) => b.people - a.people);
  return {
    id,
    journeyId,
    version,
    createdAt: toIso(createdAt),
    status,
    ...(people !== undefined && { people }),
    ...(duplicates !== undefined && { duplicates }),
    entered,
    leftOut: { total: reasons.reduce((sum, { people: stayed }) => sum + stayed, 0), reasons },
    ...(subjectAt !== undefined && { subject: { at: toIso(subjectAt) } }),
    ...(property !== undefined && { property }),
  };
}
