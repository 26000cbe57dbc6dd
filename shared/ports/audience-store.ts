import type { Audience } from '../domain/audience.ts';

/** The audiences of one tenant. Methods throw when storage does not answer and can be called again. */
export interface AudienceStore {
  put(audience: Audience): Promise<void>;
  /** Consistent. */
  get(id: string): Promise<Audience | undefined>;
}
