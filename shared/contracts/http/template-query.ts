import * as z from 'zod/mini';
import { WORDED_CHANNELS } from '../../domain/templates/contracts.ts';
import { pageQuery } from './list-page.ts';

/** The query of `GET /v1/templates`. */
export const templateQuery = z.strictObject({
  ...pageQuery,
  category: z.optional(z.enum(['appointment', 'notification', 'document', 'survey', 'marketing', 'general'])),
  channel: z.optional(z.enum(WORDED_CHANNELS)),
});

/** The query of `GET /v1/templates/{templateId}/versions`. */
export const versionsQuery = z.strictObject(pageQuery);
