import type { DomainEvent } from '../domain/domain-event.ts';

/** Tells other systems. At least once; throws when the bus did not take the event. Types a stage does not publish are dropped. */
export interface DomainEvents {
  publish(event: DomainEvent): Promise<void>;
}
