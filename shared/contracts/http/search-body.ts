import * as z from 'zod/mini';
import { shortText } from '../fields.ts';
import { pageQuery } from './list-page.ts';
import { prospectId } from './prospect-body.ts';

/** `GET /v1/search`. */
export const searchQuery = z.strictObject({ ...pageQuery, q: shortText(200) });

/** `GET /v1/prospects`. */
export const prospectsQuery = z.strictObject({ ...pageQuery, q: z.optional(shortText(200)) });

/** `POST /v1/prospects/{prospectId}/merge`. */
export const mergeBody = z.strictObject({ into: prospectId });
