/**
 * What AppSync Events takes:
 * https://docs.aws.amazon.com/appsync/latest/eventapi/event-api-websocket-protocol.html#webs-ops
 * The slashes at the beginning and the end may be left out, and case counts.
 */
const SEGMENT = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,48}[A-Za-z0-9])?';
const CHANNEL = new RegExp(`^/?${SEGMENT}(?:/${SEGMENT}){0,4}/?$`);
/** A `*` takes the place of the last segment: all channels below. */
const SUBSCRIBED = new RegExp(`^/?${SEGMENT}(?:/${SEGMENT}){0,3}/\\*/?$`);
const SUBSCRIPTION_ID = /^[\w+-]{1,128}$/;

/** The segments of a channel to publish on; undefined for what AppSync refuses. */
export function segmentsToPublish(channel: string): readonly string[] | undefined {
  return CHANNEL.test(channel) ? segmentsOf(channel) : undefined;
}

/** The segments of a channel to listen to, the last of which may be `*`; undefined for what AppSync refuses. */
export function segmentsToHear(channel: string): readonly string[] | undefined {
  return CHANNEL.test(channel) || SUBSCRIBED.test(channel) ? segmentsOf(channel) : undefined;
}

export function isSubscriptionId(id: string): boolean {
  return SUBSCRIPTION_ID.test(id);
}

function segmentsOf(channel: string): readonly string[] {
  return channel.replace(/^\//, '').replace(/\/$/, '').split('/');
}
