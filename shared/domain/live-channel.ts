/**
 * The channel of live events of one tenant, `/tenants/<segment>/<topic>`. AppSync Events takes segments of 1 to 50
 * letters, digits and dashes that begin and end with a letter or a digit, so the `_` of a tenant's id is written as `-`.
 * No id has a `-`, so no two tenants share a segment, and each segment leads back to one id.
 * https://docs.aws.amazon.com/appsync/latest/eventapi/event-api-websocket-protocol.html
 *
 * @param tenantId as `TENANT_ID` allows. @param topic one segment.
 */
export function liveChannelOf(tenantId: string, topic: string): string {
  return `/tenants/${channelSegmentOf(tenantId)}/${topic}`;
}

/** How a tenant is written in a channel; `lib/edge/own-channels.js` does the same. */
export function channelSegmentOf(tenantId: string): string {
  return tenantId.replaceAll('_', '-');
}
