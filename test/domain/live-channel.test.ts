import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { channelSegmentOf, liveChannelOf } from '../../shared/domain/live-channel.ts';
import { TENANT_ID } from '../../shared/domain/tenant.ts';

/** As the documentation of AppSync Events gives it: a channel of one to five segments. */
const CHANNEL =
  /^\/?[A-Za-z0-9](?:[A-Za-z0-9-]{0,48}[A-Za-z0-9])?(?:\/[A-Za-z0-9](?:[A-Za-z0-9-]{0,48}[A-Za-z0-9])?){0,4}\/?$/;
const tenantId = fc.stringMatching(TENANT_ID);

it('The segment of every tenant is one that AppSync takes, whatever its case, and leads back to the id', () => {
  fc.assert(
    fc.property(tenantId, (id) => {
      const segment = channelSegmentOf(id);
      expect(liveChannelOf(id, 'conversations')).toBe(`/tenants/${segment}/conversations`);
      expect(liveChannelOf(id, 'conversations')).toMatch(CHANNEL);
      expect(segment).toBe(segment.toLowerCase());
      expect(segment.replaceAll('-', '_')).toBe(id);
    }),
    { numRuns: 1_000 },
  );
});

it('No two tenants share a segment', () => {
  const like = fc.stringMatching(/^[a-b](?:[ab_]{0,3}[ab])?$/);
  fc.assert(
    fc.property(like, like, (one, other) => {
      fc.pre(one !== other);
      expect(channelSegmentOf(one).toLowerCase()).not.toBe(channelSegmentOf(other).toLowerCase());
    }),
    { numRuns: 1_000 },
  );
});

it.each([
  ['a', true],
  ['my_agency', true],
  ['2_rue__de_lyon', true],
  ['a'.repeat(50), true],
  ['a'.repeat(51), false],
  ['_agency', false],
  ['agency_', false],
  ['my-agency', false],
  ['my.agency', false],
  ['My_Agency', false],
  ['agency\n', false],
  ['', false],
])('%j is the id of a tenant: %s', (id, expected) => {
  expect(TENANT_ID.test(id)).toBe(expected);
});
