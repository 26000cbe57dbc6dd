import { shortHash } from '../../domain/message-id.ts';
import { beginningWith } from './key-range.ts';
import type { Key } from './table.ts';

/**
 * Where broadcasts and intakes, their people and what they are about lie. The first part of a key is its tenant's, as everywhere.
 */

/** Everything about one broadcast but the messages, which are kept with their people. */
const broadcastPartition = (tenantId: string, broadcastId: string): string => `${tenantId}#BC#${broadcastId}`;

/** What never changes of a broadcast. */
export const broadcastKey = (tenantId: string, broadcastId: string): Key => ({
  pk: broadcastPartition(tenantId, broadcastId),
  sk: 'BROADCAST',
});

export const broadcastStateKey = (tenantId: string, broadcastId: string): Key => ({
  pk: broadcastPartition(tenantId, broadcastId),
  sk: 'STATE',
});

/** How far a pack has come. */
export const packKey = (tenantId: string, broadcastId: string, pack: string): Key => ({
  pk: broadcastPartition(tenantId, broadcastId),
  sk: `R#${pack}`,
});

/** What became of packs: ten thousand of them share a thousand small items. */
const COUNTS = 'G#';

export const packCountsKey = (tenantId: string, broadcastId: string, pack: string): Key => ({
  pk: broadcastPartition(tenantId, broadcastId),
  sk: COUNTS + shortHash(pack).slice(0, 2),
});

export const allPackCounts = (tenantId: string, broadcastId: string) => ({
  pk: broadcastPartition(tenantId, broadcastId),
  ...beginningWith(COUNTS),
});

/** What was counted of a part of a broadcast, and of what. */
export const partPageKey = (tenantId: string, broadcastId: string, part: string): Key => ({
  pk: broadcastPartition(tenantId, broadcastId),
  sk: `S#${part}`,
});

/** What parts added to the tally of a broadcast: like their counts, ten to an item. */
const TALLIES = 'T#';

export const partTallyKey = (tenantId: string, broadcastId: string, part: string): Key => ({
  pk: broadcastPartition(tenantId, broadcastId),
  sk: TALLIES + shortHash(part).slice(0, 2),
});

export const broadcastTallies = (tenantId: string, broadcastId: string) => ({
  pk: broadcastPartition(tenantId, broadcastId),
  ...beginningWith(TALLIES),
});

export const segmentKey = (tenantId: string, id: string): Key => ({
  pk: `${tenantId}#T`,
  sk: `SEGMENT#${id}`,
});

export const audienceKey = (tenantId: string, id: string): Key => ({
  pk: `${tenantId}#AU#${id}`,
  sk: 'AUDIENCE',
});

/** The broadcasts of a tenant, by their ids, which sort by time. */
export const broadcastList = (tenantId: string): string => `${tenantId}#BL`;

/** What was planned of one chunk in one round. */
export const plannedChunkKey = (
  tenantId: string,
  broadcastId: string,
  chunk: number,
  round: number,
): Key => ({
  pk: `${tenantId}#BP#${broadcastId}`,
  sk: `C#${chunk}#${round}`,
});

export const propertyKey = (tenantId: string, id: string): Key => ({
  pk: `${tenantId}#Y#${id}`,
  sk: 'PROPERTY',
});

/** What was true of it once. */
export const propertyVersionKey = (tenantId: string, id: string, version: number): Key => ({
  pk: `${tenantId}#Y#${id}`,
  sk: `V#${String(version).padStart(6, '0')}`,
});

/** That a broadcast was sent on a day: what it added is kept with the broadcast. */
export const broadcastOfDayKey = (tenantId: string, day: string, broadcastId: string): Key => ({
  pk: `${tenantId}#S`,
  sk: `${day}#BC#${broadcastId}`,
});

/** An audience that entered a journey; a journey's sort by time. */
export const intakeKey = (tenantId: string, journeyId: string, intakeId: string): Key => ({
  pk: `${tenantId}#JI#${journeyId}`,
  sk: intakeId,
});

/** What became of one chunk of it. */
export const enteredChunkKey = (tenantId: string, intakeId: string, chunk: number): Key => ({
  pk: `${tenantId}#IC#${intakeId}`,
  sk: `C#${String(chunk).padStart(5, '0')}`,
});
