import type { Channel } from '../domain/channel.ts';
import { attemptsOf, type MessageRecord } from '../domain/message-record.ts';
import {
  DEFAULT_POINTS,
  type Points,
  type PointsChange,
  pointsFor,
  pointsOverride,
} from '../domain/points.ts';
import type { MicroEuros } from '../domain/price.ts';
import { replay, type Replayed } from '../domain/routing/replay.ts';
import { replayReason } from '../domain/routing/reason.ts';
import { mergeTallies, sumOf } from '../domain/statistics.ts';
import { type Day, pickSample } from '../domain/tally-page.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { ProjectPorts } from './project-statistics.ts';
import { type Period, readHours } from './read-statistics.ts';

/** As many as are read and decided again within some seconds. */
const SAMPLE = 300;
/** Messages read side by side. */
const AT_ONCE = 25;
const EXAMPLES = 20;

type ByChannel = Partial<Record<Channel, number>>;

export interface ReplayedDecisions {
  from: Day;
  to: Day;
  /** Decided again, of so many attempts that were sent. */
  decisions: number;
  outOf: number;
  /** Of the sample, but gone, or made under points that nobody knows any more. */
  leftOut: number;
  changed: number;
  cost: { before: MicroEuros; after: MicroEuros };
  byChannel: { before: ByChannel; after: ByChannel };
  examples: readonly { messageId: string; before: Channel; after: Channel; reason: string }[];
}

/**
 * Decides a sample of a period's first decisions again under other points, without sending anything. The sample has
 * some messages of every hour, picked by chance when they were counted. `change`: null for the product's points.
 * @throws AppError `invalid-request` for the period.
 */
export async function replayPoints(
  ports: ProjectPorts,
  tenantId: string,
  change: PointsChange | null,
  period: Period,
): Promise<ReplayedDecisions> {
  const { from, to, hours } = await readHours(ports, tenantId, period);
  const { tenant } = await ports.scopes(tenantId).settings.read();
  const after = change === null ? DEFAULT_POINTS : pointsFor(pointsOverride(change));
  const ids = pickSample(
    hours.flatMap(({ sample }) => sample),
    SAMPLE,
  );
  const records = await loadAll(ids, (id) => ports.scopes(tenantId).messages.load(id));
  const replayed = records.flatMap((record) => replayRecord(record, tenant, after));
  const counted = sumOf(Object.values(mergeTallies(hours.map(({ tally }) => tally))));
  const changed = replayed.filter((each) => each.before.channel !== each.after.channel);
  return {
    from,
    to,
    decisions: replayed.length,
    outOf: counted.sent,
    leftOut: ids.length - replayed.length,
    changed: changed.length,
    cost: { before: costOf(replayed, 'before'), after: costOf(replayed, 'after') },
    byChannel: { before: countOf(replayed, 'before'), after: countOf(replayed, 'after') },
    examples: changed.slice(0, EXAMPLES).map(({ messageId, ...each }) => ({
      messageId,
      before: each.before.channel,
      after: each.after.channel,
      reason: replayReason(each, tenant.locale),
    })),
  };
}

function replayRecord(
  { message, slots }: MessageRecord,
  tenant: Tenant,
  after: Points,
): (Replayed & { messageId: string })[] {
  const [first] = attemptsOf({ message, slots });
  if (first?.number !== 1 || first.decision.outcome !== 'send') return [];
  const before = knownPoints(first.decision.pointsVersion, tenant);
  if (before === undefined) return [];
  const { decision } = first;
  const found = replay({ decision, type: message.type, before, after, smsPrice: tenant.prices.sms });
  return found === undefined ? [] : [{ ...found, messageId: message.id }];
}

function knownPoints(version: string, { points }: Tenant): Points | undefined {
  return [DEFAULT_POINTS, pointsFor(points)].find((known) => known.version === version);
}

async function loadAll(
  ids: readonly string[],
  load: (id: string) => Promise<MessageRecord | undefined>,
): Promise<MessageRecord[]> {
  const records: MessageRecord[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const found = await Promise.all(ids.slice(start, start + AT_ONCE).map(load));
    records.push(...found.filter((record) => record !== undefined));
  }
  return records;
}

function costOf(replayed: readonly Replayed[], when: 'before' | 'after'): MicroEuros {
  return replayed.reduce((sum, each) => sum + each[when].cost, 0);
}

function countOf(replayed: readonly Replayed[], when: 'before' | 'after'): ByChannel {
  const counts: ByChannel = {};
  for (const { [when]: chosen } of replayed) counts[chosen.channel] = (counts[chosen.channel] ?? 0) + 1;
  return counts;
}
