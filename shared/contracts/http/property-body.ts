import * as z from 'zod/mini';
import { toIso } from '../../domain/instant.ts';
import { type Property, PROPERTY_STATUSES } from '../../domain/property.ts';
import { templateData } from './message-body.ts';

/** `PUT /v1/properties/{propertyId}`. */
export const propertyBody = z.strictObject({
  status: z.enum(PROPERTY_STATUSES),
  /** Variables of templates: `propertyPrice`, `propertyAddress` and so on. */
  data: z.optional(templateData),
});

export const propertyResponse = z.strictObject({
  id: z.string(),
  status: z.enum(PROPERTY_STATUSES),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
  version: z.int(),
  changedAt: z.iso.datetime(),
});

export function propertyView({ changedAt, ...property }: Property): object {
  return { ...property, changedAt: toIso(changedAt) };
}
