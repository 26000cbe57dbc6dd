import { domainEventDetail, toDetail } from '../../../shared/contracts/domain-events.ts';
import type { DomainEvent } from '../../../shared/domain/domain-event.ts';
import type { DomainEvents } from '../../../shared/ports/domain-events.ts';

/** A bus that keeps what was published, and refuses what does not fit its contract. */
export class MemoryDomainEvents implements DomainEvents {
  readonly published: DomainEvent[] = [];

  async publish(event: DomainEvent): Promise<void> {
    domainEventDetail.parse(JSON.parse(JSON.stringify(toDetail(event))));
    this.published.push(structuredClone(event));
  }

  /** The types published, each event once however many copies there are. */
  types(): string[] {
    return [...new Map(this.published.map(({ id, type }) => [id, type])).values()];
  }
}
