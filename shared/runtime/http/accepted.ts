import { createHash } from 'node:crypto';
import type { ApiRequest, ApiResponse } from './api.ts';
import { idempotencyKeyOf } from './idempotency-key.ts';

/** The request's idempotency key with what it belongs to; nothing without one. @throws AppError `invalid-request`. */
export function idempotencyOf(request: Pick<ApiRequest, 'headers' | 'body'>): {
  idempotency?: { key: string; bodyHash: string };
} {
  const key = idempotencyKeyOf(request);
  if (key === undefined) return {};
  return { idempotency: { key, bodyHash: createHash('sha256').update(request.body).digest('hex') } };
}

/** A message is in the queue, from now or from an earlier request under the same key. */
export function accepted({ messageId, replayed }: { messageId: string; replayed: boolean }): ApiResponse {
  return {
    status: 202,
    headers: { location: `/v1/messages/${messageId}`, ...(replayed && { 'idempotent-replayed': 'true' }) },
    body: { id: messageId, status: 'accepted' },
  };
}
