import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { DomainEvent } from '../../domain/domain-event.ts';
import type { DomainEvents } from '../../ports/domain-events.ts';
import { toDetail } from '../../contracts/domain-events.ts';
import { microBatch } from '../micro-batch.ts';
import { PassingFault, type Retry } from '../retry.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html */
const PASSING = new Set(['ThrottlingException', 'InternalFailure', 'InternalException']);

/** An EventBridge bus. Types that the stage does not publish cost nothing. */
export class EventBus implements DomainEvents {
  readonly #published: ReadonlySet<string>;
  readonly #put: (event: DomainEvent) => Promise<void>;

  constructor(client: EventBridgeClient, busName: string, published: readonly string[], retry?: Retry) {
    this.#published = new Set(published);
    this.#put = microBatch({ entries: 10, retry }, async (events) => {
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
        if (code === undefined) return undefined;
        const message = `EventBridge refused an event: ${code}`;
        return PASSING.has(code) ? new PassingFault(message) : new Error(message);
      });
    });
  }

  async publish(event: DomainEvent): Promise<void> {
    if (this.#published.has(event.type)) await this.#put(event);
  }
}
