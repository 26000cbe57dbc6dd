/** What agents' screens follow: a channel of each tenant. */
export type LiveTopic = 'conversations' | 'agents';

/** Tells the screens of a tenant's agents what changed, at once. */
export interface LiveEvents {
  /**
   * Never throws, and what is lost is lost: screens find out by themselves (`GET /v1/sync`). To be awaited before a
   * function ends, and after what it tells of is stored.
   */
  publish(tenantId: string, topic: LiveTopic, event: object): Promise<void>;
}
