import type { Instant } from '../domain/instant.ts';

/** Unique, unguessable names. Never fails. */
export interface Ids {
  /** An id that sorts by its instant and leads back to its prospect; see `domain/message-id.ts`. */
  messageId(prospectId: string, at: Instant): string;
  /** `bc_`, `aud_` and so on: sorts by its instant. */
  timedId(prefix: 'bc' | 'aud' | 'int', at: Instant): string;
  /** Names one holder of a claim. */
  claimOwner(): string;
}
