import type { Instant } from '../domain/instant.ts';
import type { Property, PropertyWords } from '../domain/property.ts';

/** The properties of one tenant. Methods throw when storage does not answer and can be called again. */
export interface PropertyStore {
  /** Consistent; as it was in a version when one is named. */
  get(id: string, version?: number): Promise<Property | undefined>;
  /** Keeps a change as the next version. The same words again change nothing. */
  put(id: string, words: PropertyWords, at: Instant): Promise<Property>;
}
