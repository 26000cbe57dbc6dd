import { PACK_SIZE, type PackedRecipient, type Recipient } from './broadcast.ts';
import { type DeliverableChannel, isDeliverable } from './channel.ts';
import type { Instant } from './instant.ts';
import type { MicroEuros } from './price.ts';
import {
  byRank,
  type ChannelEvaluation,
  GATE_RULES,
  type GateRule,
  type RoutingDecision,
} from './routing/decision.ts';

/** How many are written to on which channel, and what that costs. */
export interface Mix {
  byChannel: Partial<Record<DeliverableChannel, number>>;
  cost: MicroEuros;
  /** What the same people would cost by SMS alone. */
  smsCost: MicroEuros;
}

/** What becomes of some people of an audience. */
export interface PlanCounts {
  now: Mix;
  /** Of those who wait, for the morning or for hours at which marketing is allowed: the channel is the likeliest. */
  later: Mix;
  /** Who is written to on no channel, by the rule that speaks most plainly. */
  leftOut: Partial<Record<GateRule, number>>;
}

/** Somebody who is written to on no channel, and by which rule; or who does not enter a journey, and why. */
export interface LeftOut<Rule extends string = GateRule> {
  prospectId: string;
  rule: Rule;
}

export interface Plan {
  packs: readonly { channel: DeliverableChannel; recipients: readonly PackedRecipient[] }[];
  /** Who waits, and when the first of them has waited long enough. */
  deferred: { recipients: readonly Recipient[]; until: Instant } | undefined;
  leftOut: readonly LeftOut[];
  counts: PlanCounts;
}

export interface DecidedRecipient extends Recipient {
  messageId: string;
  decision: RoutingDecision;
}

function noMix(): Mix {
  return { byChannel: {}, cost: 0, smsCost: 0 };
}

export function noPlanCounts(): PlanCounts {
  return { now: noMix(), later: noMix(), leftOut: {} };
}

function addMixes(a: Mix, b: Mix): Mix {
  return {
    byChannel: addAll(a.byChannel, b.byChannel),
    cost: a.cost + b.cost,
    smsCost: a.smsCost + b.smsCost,
  };
}

export function addPlanCounts(a: PlanCounts, b: PlanCounts): PlanCounts {
  return {
    now: addMixes(a.now, b.now),
    later: addMixes(a.later, b.later),
    leftOut: addAll(a.leftOut, b.leftOut),
  };
}

/** What some people stand for, when all are so many times as many. */
export function scaledCounts({ now, later, leftOut }: PlanCounts, factor: number): PlanCounts {
  return { now: scaledMix(now, factor), later: scaledMix(later, factor), leftOut: scaled(leftOut, factor) };
}

function scaledMix({ byChannel, cost, smsCost }: Mix, factor: number): Mix {
  return {
    byChannel: scaled(byChannel, factor),
    cost: Math.round(cost * factor),
    smsCost: Math.round(smsCost * factor),
  };
}

function scaled<K extends string>(
  counts: Partial<Record<K, number>>,
  factor: number,
): Partial<Record<K, number>> {
  const entries = Object.entries(counts) as [K, number][];
  return Object.fromEntries(entries.map(([key, count]) => [key, Math.round(count * factor)])) as Partial<
    Record<K, number>
  >;
}

/**
 * All that was planned: whoever waited in one round counts again in the next, so that of those who wait only the last
 * round of each chunk is meant. A round after one in which nobody waited is that of a run that died after it had put
 * somebody off, on whom the next run decided otherwise: it says nothing new.
 */
export function sumOfRounds(
  planned: readonly { chunk: number; round: number; counts: PlanCounts }[],
): PlanCounts {
  const last = new Map<number, number>();
  const over = new Set<number>();
  for (const { chunk, round, counts } of planned.toSorted((one, other) => one.round - other.round)) {
    if (over.has(chunk)) continue;
    last.set(chunk, round);
    if (peopleIn(counts.later) === 0) over.add(chunk);
  }
  return planned
    .filter(({ chunk, round }) => round <= (last.get(chunk) ?? 0))
    .map(({ chunk, round, counts }) => (last.get(chunk) === round ? counts : { ...counts, later: noMix() }))
    .reduce(addPlanCounts, noPlanCounts());
}

/** Everybody who was decided on. */
export function plannedPeople({ now, later, leftOut }: PlanCounts): number {
  return peopleIn(now) + peopleIn(later) + Object.values(leftOut).reduce((sum, count) => sum + count, 0);
}

export function peopleIn({ byChannel }: Mix): number {
  return Object.values(byChannel).reduce((sum, count) => sum + count, 0);
}

function addAll<K extends string>(
  a: Partial<Record<K, number>>,
  b: Partial<Record<K, number>>,
): Partial<Record<K, number>> {
  const sum = { ...a };
  for (const [key, count] of Object.entries(b) as [K, number][]) sum[key] = (sum[key] ?? 0) + count;
  return sum;
}

/** Puts those who are written to now together by channel, and says what becomes of the others. */
export function planOf(decided: readonly DecidedRecipient[]): Plan {
  const counts = noPlanCounts();
  const sending = new Map<DeliverableChannel, PackedRecipient[]>();
  const waiting: Recipient[] = [];
  let until = Infinity;
  const leftOut: LeftOut[] = [];
  for (const { decision, ...recipient } of decided) {
    const expected = expectedChannel(decision);
    if (expected === undefined) {
      const rule = plainestRule(decision);
      counts.leftOut[rule] = (counts.leftOut[rule] ?? 0) + 1;
      leftOut.push({ prospectId: recipient.prospect.id, rule });
      continue;
    }
    countIn(decision.outcome === 'send' ? counts.now : counts.later, expected, decision);
    if (decision.outcome === 'send' && isDeliverable(decision.channel)) {
      const { channel } = decision;
      const packed = { ...recipient, decision: { ...decision, channel } };
      sending.set(channel, [...(sending.get(channel) ?? []), packed]);
    } else if (decision.outcome === 'defer') {
      const { messageId: _again, ...person } = recipient;
      waiting.push(person);
      until = Math.min(until, decision.until);
    }
  }
  return {
    packs: [...sending].flatMap(([channel, recipients]) =>
      inPacks(recipients).map((some) => ({ channel, recipients: some })),
    ),
    deferred: waiting.length === 0 ? undefined : { recipients: waiting, until },
    leftOut,
    counts,
  };
}

function countIn(mix: Mix, expected: ChannelEvaluation, { channels }: RoutingDecision): void {
  const channel = expected.channel as DeliverableChannel;
  mix.byChannel[channel] = (mix.byChannel[channel] ?? 0) + 1;
  mix.cost += expected.cost;
  mix.smsCost += channels.find((each) => each.channel === 'sms')?.cost ?? expected.cost;
}

function inPacks(recipients: readonly PackedRecipient[]): PackedRecipient[][] {
  const packs: PackedRecipient[][] = [];
  for (let next = 0; next < recipients.length; next += PACK_SIZE)
    packs.push(recipients.slice(next, next + PACK_SIZE));
  return packs;
}

/** The channel that was decided on, or that is the best of those that open later; undefined when none will. */
function expectedChannel(decision: RoutingDecision): ChannelEvaluation | undefined {
  const { channels } = decision;
  if (decision.outcome === 'undeliverable') return undefined;
  if (decision.outcome === 'send') return channels.find(({ channel }) => channel === decision.channel);
  return channels
    .filter(
      ({ channel, gates }) => isDeliverable(channel) && gates.every(({ verdict }) => verdict === 'defer'),
    )
    .sort(byRank)[0];
}

/** These say something of the agency, or nothing at all: any other rule of the same person says more. */
const SAYING_LITTLE: readonly GateRule[] = ['not-configured', 'no-address'];
/** What people decided comes first, whatever else speaks against them. */
const SAYING_MUCH: readonly GateRule[] = [
  'opted-out',
  'no-consent',
  'disabled-by-prospect',
  'suppressed-address',
];

/** Of all that speaks against somebody on all channels, the rule that an agency would be told first. */
function plainestRule({ channels }: RoutingDecision): GateRule {
  const rules = channels.flatMap(({ gates }) =>
    gates.filter(({ verdict }) => verdict === 'deny').map(({ rule }) => rule),
  );
  const rank = (rule: GateRule): number => {
    const little = SAYING_LITTLE.indexOf(rule);
    if (little >= 0) return 1_000 - little;
    const much = SAYING_MUCH.indexOf(rule);
    return much >= 0 ? much : 100 + GATE_RULES.indexOf(rule);
  };
  return rules.sort((a, b) => rank(a) - rank(b))[0] ?? 'not-configured';
}
