import type { Instant } from '../domain/instant.ts';

/** What was answered under an idempotency key, or by what it is known. */
export interface IdempotentRequest {
  /** SHA-256 of the request body. */
  bodyHash: string;
  messageId: string;
  expiresAt: Instant;
}

/** Idempotency keys of one tenant: those of requests, and ids of what must not be heard twice. Throws when storage does not answer. */
export interface IdempotencyStore {
  /** Claims the key for this request; when it is taken (and not past its time), what took it. */
  claim(key: string, request: IdempotentRequest, now: Instant): Promise<IdempotentRequest | 'claimed'>;
}
