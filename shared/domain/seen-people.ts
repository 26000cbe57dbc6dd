import { createHash } from 'node:crypto';
import { identityOfEmail } from './identity.ts';
import type { Prospect } from './prospect.ts';

/**
 * Who was there already in an audience: by id or by any address, so that nobody gets the same thing twice. A million
 * people take some 100 MB: names are kept as 53 bits of their hashes, of which two among so many are the same once in
 * some thousand audiences.
 */
export class SeenPeople {
  readonly #names = new Set<number>();

  readonly #perHousehold: boolean;

  /** `perHousehold`: who lives together is one person. */
  constructor(perHousehold = false) {
    this.#perHousehold = perHousehold;
  }

  /** False when the person was there before. */
  add({ id, phone, email, whatsapp, telegram, household }: Prospect): boolean {
    const names = [
      ...(this.#perHousehold && household !== undefined ? [numberOf(`home ${household}`)] : []),
      numberOf(`id ${id}`),
      ...[phone, whatsapp].flatMap((number) => (number === undefined ? [] : [numberOf(`tel ${number}`)])),
      ...(email === undefined ? [] : [numberOf(`mail ${identityOfEmail(email)}`)]),
      ...(telegram === undefined ? [] : [numberOf(`telegram ${telegram}`)]),
    ];
    const isNew = !names.some((name) => this.#names.has(name));
    if (isNew) for (const name of names) this.#names.add(name);
    return isNew;
  }
}

/** The first 53 bits of a hash: what a number holds exactly. */
function numberOf(name: string): number {
  const hash = createHash('sha256').update(name).digest();
  return hash.readUInt32BE(0) * 2 ** 21 + (hash.readUInt32BE(4) >>> 11);
}
