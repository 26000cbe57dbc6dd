import type { DeliverableChannel } from '../../../shared/domain/channel.ts';
import { DAY, type Instant } from '../../../shared/domain/instant.ts';
import { prospectKey } from '../../../shared/domain/message-id.ts';
import type { Addresses } from '../../../shared/domain/prospect.ts';
import type { KnownPerson } from '../../../shared/domain/segment.ts';
import type { LookedUp, People } from '../../../shared/ports/people.ts';
import type { ProspectStore } from '../../../shared/ports/prospect-store.ts';

const PAGE = 3;

/** The people of one tenant, by what their own store knows of them. */
export class MemoryPeople implements People {
  readonly #prospects: ProspectStore;
  readonly #roll = new Set<string>();
  readonly #engaged = new Map<string, Instant>();

  constructor(prospects: ProspectStore) {
    this.#prospects = prospects;
  }

  async enrol(prospectId: string): Promise<void> {
    this.#roll.add(prospectId);
  }

  async strike(prospectId: string): Promise<void> {
    this.#roll.delete(prospectId);
  }

  async everybody(after?: string): Promise<{ people: readonly KnownPerson[]; next?: string }> {
    const ids = [...this.#roll].sort().filter((id) => after === undefined || id > after);
    const page = ids.slice(0, PAGE);
    const people: KnownPerson[] = [];
    for (const id of page) {
      const prospect = await this.#prospects.get(id);
      const { mergedInto } = await this.#prospects.ties(id);
      if (prospect === undefined || mergedInto !== undefined) continue;
      const engagedAt = this.#engaged.get(prospectKey(id));
      people.push({ prospect, ...(engagedAt !== undefined && { engagedAt }) });
    }
    return { people, ...(ids.length > PAGE && { next: page.at(-1)! }) };
  }

  async lookUp(
    asked: readonly (Addresses & { id: string })[],
    channels?: readonly DeliverableChannel[],
  ): Promise<LookedUp[]> {
    return Promise.all(
      asked.map(async (given) => {
        const prospect = await this.#prospects.get(given.id);
        return { prospect, facts: await this.#prospects.addressFacts({ ...prospect, ...given }, channels) };
      }),
    );
  }

  async noteEngagement(ownKey: string, at: Instant): Promise<void> {
    const day = Math.floor(at / DAY) * DAY;
    this.#engaged.set(ownKey, Math.max(day, this.#engaged.get(ownKey) ?? 0));
  }
}
