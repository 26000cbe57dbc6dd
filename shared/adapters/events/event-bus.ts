import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { DomainEvent } from '../../domain/domain-event.ts';
import type { DomainEvents } from '../../ports/domain-events.ts';
import { toDetail } from '../../contracts/domain-events.ts';
import { microBatch } from '../micro-batch.ts';

/** An EventBridge bus. Types that the stage does not publish cost nothing. */
export class EventBus implements DomainEvents {
  readonly #published: ReadonlySet<string>;
  readonly #put: (event: DomainEvent) => Promise<void>;

  constructor(client: EventBridgeClient, busName: string, published: readonly string[]) {
    this.#published = new Set(published);
    this.#put = microBatch({ entries: 10 }, async (events) => {
      const Entries = events.map((event) => ({
        EventBusName: busName,
        Source: 'coccinelle',
        DetailType: event.type,
        Time: new Date(event.at),
        Detail: JSON.stringify(toDetail(event)),
      }));
      const answer = await client.send(new PutEventsCommand({ Entries }));
      return events.map((_, index) => {
        const code = answer.Entries?.[index]?.ErrorCode;
        return code === undefined ? undefined : new Error(`EventBridge refused an event: ${code}`);
      });
    });
  }

  async publish(event: DomainEvent): Promise<void> {
    if (this.#published.has(event.type)) await this.#put(event);
  }
}
