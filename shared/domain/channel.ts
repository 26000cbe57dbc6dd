/** The channels a message can take, in the fixed order that settles ties. */
export const CHANNELS = ['email', 'whatsapp', 'telegram', 'sms', 'voice'] as const;

export type Channel = (typeof CHANNELS)[number];

/** The channels that have a queue and a sender today; the others are `not-configured`. */
export const DELIVERABLE_CHANNELS = ['sms', 'whatsapp', 'email'] as const satisfies readonly Channel[];

export type DeliverableChannel = (typeof DELIVERABLE_CHANNELS)[number];

export function isDeliverable(channel: Channel): channel is DeliverableChannel {
  return (DELIVERABLE_CHANNELS as readonly Channel[]).includes(channel);
}
