import type { LiveEvents, LiveTopic } from '../../../shared/ports/live-events.ts';

export interface Told {
  tenantId: string;
  topic: LiveTopic;
  event: object;
}

/** What screens were told, oldest first. */
export class MemoryLiveEvents implements LiveEvents {
  readonly told: Told[] = [];

  async publish(tenantId: string, topic: LiveTopic, event: object): Promise<void> {
    this.told.push({ tenantId, topic, event: structuredClone(event) });
  }
}
