import type { Instant } from './instant.ts';
import type { Content } from './message.ts';
import { contractOf } from './template.ts';

/** `for-sale` alone is offered to anybody. */
export const PROPERTY_STATUSES = ['for-sale', 'under-offer', 'sold', 'withdrawn'] as const;
export type PropertyStatus = (typeof PROPERTY_STATUSES)[number];

/** What is known of a property, by its variables of templates: its address, its price, its photo. */
export type PropertyData = Readonly<Record<string, string | number>>;

/** Something that an agency sells or lets, under the agency's own id. */
export interface Property {
  id: string;
  /** From 1; grows with every change. */
  version: number;
  status: PropertyStatus;
  data: PropertyData;
  changedAt: Instant;
}

/** What an agency says of a property. */
export type PropertyWords = Pick<Property, 'status' | 'data'>;

/**
 * The content with what is true of its property: that goes before what the message was accepted with. Of one that is
 * not offered any more, nothing may leave.
 */
export function aboutProperty(content: Content, { version, status, data }: Property): Content {
  const contract = contractOf(content.templateId);
  const names: readonly string[] = contract === undefined ? [] : [...contract.required, ...contract.optional];
  const known = Object.entries(data).filter(([name]) => names.includes(name));
  return {
    ...content,
    propertyVersion: version,
    ...(known.length > 0 && { data: { ...content.data, ...Object.fromEntries(known) } }),
    ...(status !== 'for-sale' && { offMarket: true as const }),
  };
}
