import { util } from '@aws-appsync/utils';

/**
 * Runs in AppSync: an agent may listen to the channels of their own tenant, `/tenants/<tenant>/…`, and to no other. The
 * tenant is the one of the token's group, as `membershipOf` reads it in shared/domain/agent.ts; a test holds the two
 * together. A segment has no `_`: it is written as `channelSegmentOf` does in shared/domain/live-channel.ts. APPSYNC_JS
 * knows neither regular expressions as literals nor `for` loops with a counter; a test holds to what it documents.
 */
export function onSubscribe(ctx) {
  const claims = ctx.identity.claims;
  const groups = claims['cognito:groups'] ?? [];
  const tenants = [];
  for (const group of groups) {
    const parts = `${group}`.split('/');
    const isOurs =
      parts.length === 2 &&
      util.matches('^[a-z0-9](?:[a-z0-9_]{0,48}[a-z0-9])?$', parts[0]) &&
      (parts[1] === 'agent' || parts[1] === 'admin');
    if (isOurs) tenants.push(parts[0].replaceAll('_', '-'));
  }
  const segments = ctx.info.channel.segments;
  const isOwn = tenants.length === 1 && segments.length >= 3 && segments[1] === tenants[0];
  if (claims.token_use !== 'access' || !isOwn) util.unauthorized();
}
