import type { DeliverableChannel } from '../../../shared/domain/channel.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import { prospectKey } from '../../../shared/domain/message-id.ts';
import { takePage } from '../../../shared/domain/page.ts';
import type { Addresses } from '../../../shared/domain/prospect.ts';
import type { KnownPerson } from '../../../shared/domain/segment.ts';
import type { LookedUp, People } from '../../../shared/ports/people.ts';
import type { MemoryProspectStore } from './prospect-store.ts';

const PAGE = 3;

/** The people of one tenant, by what their own store knows of them. */
export class MemoryPeople implements People {
  readonly #prospects: MemoryProspectStore;
  readonly #roll = new Set<string>();

  constructor(prospects: MemoryProspectStore) {
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
    const { items: page, ...next } = await takePage(ids, PAGE, (id) => id);
    const own: string[] = [];
    for (const id of page) {
      const { mergedInto } = await this.#prospects.ties(id);
      if (mergedInto === undefined) own.push(id);
    }
    const people = await this.find(own);
    return { people, ...next };
  }

  async lookUp(
    asked: readonly (Addresses & { id: string })[],
    channels?: readonly DeliverableChannel[],
  ): Promise<LookedUp[]> {
    return Promise.all(
      asked.map(async (given) => {
        const prospect = await this.#prospects.get(given.id);
        return this.#prospects.lookUp(given.id, { ...prospect, ...given }, channels);
      }),
    );
  }

  async find(prospectIds: readonly string[]): Promise<readonly KnownPerson[]> {
    const people: KnownPerson[] = [];
    for (const id of prospectIds) {
      const prospect = await this.#prospects.get(id);
      if (prospect === undefined) continue;
      const days = this.#prospects.daysOf(id);
      const engagedAt = Math.max(days.engagedAt ?? 0, days.contactAt ?? 0);
      people.push({ prospect, ...days, ...(engagedAt > 0 && { engagedAt }) });
    }
    return people;
  }

  async noteEngagement(ownKey: string, at: Instant): Promise<void> {
    this.#prospects.noteDay(ownKey, 'engagedAt', at);
  }

  async noteContact(ownKey: string, at: Instant): Promise<void> {
    this.#prospects.noteDay(ownKey, 'contactAt', at);
  }

  async noteRecorded(prospectId: string, at: Instant): Promise<void> {
    if (this.#prospects.daysOf(prospectId).recordedAt === undefined)
      this.#prospects.noteDay(prospectKey(prospectId), 'recordedAt', at);
  }
}
