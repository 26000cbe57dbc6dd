import * as z from 'zod/mini';
import { instant } from '../fields.ts';

/** A day in the tenant's time zone, or an instant that falls on it. */
const day = z.union([z.iso.date(), instant], { error: 'must be a day such as 2026-11-24, or an instant' });

/** `GET /v1/stats` and the period of a replay: both days included, the last thirty days unless told. */
export const period = { from: z.optional(day), to: z.optional(day) };

export const statisticsQuery = z.strictObject({ ...period, by: z.optional(z.literal('day')) });
