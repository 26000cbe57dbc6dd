import type { Instant } from '../../domain/instant.ts';
import type { IdempotencyStore, IdempotentRequest } from '../../ports/idempotency-store.ts';
import { idempotencyKey } from './keys.ts';
import type { Table } from './table.ts';

/** `bh` the body's hash, `mid` the message, `ends` when it is free again. The table's own expiry may come days late. */
export class DynamoIdempotencyStore implements IdempotencyStore {
  readonly #table: Table;
  readonly #tenantId: string;

  constructor(table: Table, tenantId: string) {
    this.#table = table;
    this.#tenantId = tenantId;
  }

  async claim(key: string, request: IdempotentRequest, now: Instant): Promise<IdempotentRequest | 'claimed'> {
    const id = idempotencyKey(this.#tenantId, key);
    const { bodyHash, messageId, expiresAt } = request;
    const item = {
      ...id,
      bh: bodyHash,
      mid: messageId,
      ends: expiresAt,
      expiresAt: Math.ceil(expiresAt / 1_000),
    };
    if (await this.#table.put(item, 'attribute_not_exists(pk) OR ends <= :now', { ':now': now }))
      return 'claimed';
    const held = await this.#table.get(id, true);
    if (held === undefined) return this.claim(key, request, now);
    return {
      bodyHash: held['bh'] as string,
      messageId: held['mid'] as string,
      expiresAt: held['ends'] as number,
    };
  }
}
