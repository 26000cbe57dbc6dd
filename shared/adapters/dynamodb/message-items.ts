import {
  ATTEMPT_STATUSES,
  type Attempt,
  type AttemptEvent,
  type RecordedEvent,
} from '../../domain/attempt.ts';
import type { DeliverableChannel } from '../../domain/channel.ts';
import { DAY } from '../../domain/instant.ts';
import { type Milestone, MILESTONES, type Reached } from '../../domain/milestone.ts';
import { type Message, startOf } from '../../domain/message.ts';
import type { Deferral, Ending, EndingReason, MessageRecord, Slot } from '../../domain/message-record.ts';
import { decodeDecision, encodeDecision } from '../../contracts/decision-codec.ts';
import { withPackRun } from '../../domain/pack-run.ts';
import { deferralKey, slotKey } from './keys.ts';
import { type Elsewhere, NOWHERE, packedMessage, runOf } from './packed-parts.ts';
import type { Item, Key } from './table.ts';

/** Epoch seconds at which the table forgets an item. */
function expiry(from: number, retentionDays: number): number {
  return Math.ceil((from + retentionDays * DAY) / 1_000);
}

/** A message without its id and its tenant, which are kept beside it. */
export function messageText({ id: _beside, tenantId: _inKey, ...rest }: Message): string {
  return JSON.stringify(rest);
}

/** `m`: the message, as text; its id and tenant are in the key. `ty`: its type, for counting. */
export function messageItem(key: Key, message: Message, retentionDays: number): Item {
  return {
    ...key,
    id: message.id,
    ty: message.type,
    m: messageText(message),
    expiresAt: expiry(startOf(message), retentionDays),
  };
}

/**
 * Attempts: `ch` channel, `ag` by an agent, `pv` version of the property, `en` enrolment of a journey, `own` holder, `at` and
 * `until` of the claim, `rel` released, `tick` ticket, `maybe` may have left, `dec`
 * decision, `pid` provider id, `e_<status>` instants and `d_<status>` details of the reports, `n<place>` when a milestone
 * was first proved, `bc` broadcast, `pack` pack (see `packed-parts.ts`). Endings: `end` reason, `at`, `dec`.
 */
export function slotItem(key: Key, slot: Slot, retentionDays: number): Item {
  const { pk, sk } = slotKey(key, slot.number);
  if (slot.kind === 'ending') {
    const dec = slot.decision === undefined ? undefined : encodeDecision(slot.decision);
    return { pk, sk, end: slot.reason, at: slot.at, dec, expiresAt: expiry(slot.at, retentionDays) };
  }
  const { channel, claim, decision, broadcastId, pack } = slot;
  return {
    pk,
    sk,
    ch: channel,
    own: claim.owner,
    at: claim.at,
    until: claim.leaseUntil,
    ag: slot.byAgent,
    pv: slot.propertyVersion,
    bc: broadcastId,
    pack,
    en: slot.enrolmentId,
    dec: encodeDecision(decision),
    expiresAt: expiry(claim.at, retentionDays),
  };
}

export function deferralItem(
  key: Key,
  { number, at, until, decision }: Deferral,
  retentionDays: number,
): Item {
  return {
    ...deferralKey(key),
    n: number,
    at,
    until,
    dec: encodeDecision(decision),
    expiresAt: expiry(until, retentionDays),
  };
}

/** The attributes of a report: where its instant and its details are kept. */
export function eventAttributes(status: AttemptEvent['status']): { instant: string; details: string } {
  return { instant: `e_${status}`, details: `d_${status}` };
}

/** Short, since most attempts carry several: the place of the milestone in its list. */
export function milestoneAttribute(milestone: Milestone): string {
  return `n${MILESTONES.indexOf(milestone)}`;
}

function reachedIn(item: Item): Reached {
  const known = MILESTONES.map((milestone) => [milestone, item[milestoneAttribute(milestone)]] as const);
  return Object.fromEntries(known.filter(([, at]) => typeof at === 'number')) as Reached;
}

export function encodeDetails({ errorCode, reason }: RecordedEvent): string | undefined {
  return errorCode === undefined && reason === undefined
    ? undefined
    : JSON.stringify([errorCode ?? null, reason ?? null]);
}

export function slotOf(item: Item, number: number, elsewhere = NOWHERE): Slot {
  return typeof item['end'] === 'string' ? endingOf(item, number) : attemptOf(item, number, elsewhere);
}

function endingOf(item: Item, number: number): Ending {
  const ending: Ending = {
    kind: 'ending',
    number,
    reason: item['end'] as EndingReason,
    at: item['at'] as number,
  };
  return item['dec'] === undefined ? ending : { ...ending, decision: decodeDecision(item['dec'] as string) };
}

/** `elsewhere`: what is known of the attempt's pack, if it is a part of one. */
export function attemptOf(item: Item, number: number, elsewhere = NOWHERE): Attempt {
  const pack = runOf(item, elsewhere);
  const attempt = ownAttemptOf(item, number);
  return pack === undefined ? attempt : withPackRun(attempt, pack.name, pack.run);
}

function ownAttemptOf(item: Item, number: number): Attempt {
  const events: Attempt['events'] = {};
  for (const status of ATTEMPT_STATUSES) {
    const { instant, details } = eventAttributes(status as AttemptEvent['status']);
    const at = item[instant];
    if (typeof at === 'number') events[status as AttemptEvent['status']] = recordedEvent(at, item[details]);
  }
  const attempt: Attempt = {
    kind: 'attempt',
    number,
    channel: item['ch'] as DeliverableChannel,
    decision: decodeDecision(item['dec'] as string),
    claim: {
      owner: item['own'] as string,
      at: item['at'] as number,
      leaseUntil: item['until'] as number,
      released: item['rel'] === true,
      ...(typeof item['tick'] === 'string' && { ticket: item['tick'] }),
      ...(item['maybe'] === true && { mayHaveLeft: true as const }),
    },
    ...(item['ag'] === true && { byAgent: true as const }),
    ...(typeof item['pv'] === 'number' && { propertyVersion: item['pv'] }),
    ...(typeof item['bc'] === 'string' && { broadcastId: item['bc'] }),
    ...(typeof item['pack'] === 'string' && { pack: item['pack'] }),
    ...(typeof item['en'] === 'string' && { enrolmentId: item['en'] }),
    events,
  };
  const reached = reachedIn(item);
  if (Object.keys(reached).length > 0) attempt.reached = reached;
  return typeof item['pid'] === 'string' ? { ...attempt, providerId: item['pid'] } : attempt;
}

function recordedEvent(at: number, details: unknown): RecordedEvent {
  const [errorCode, reason] = typeof details === 'string' ? (JSON.parse(details) as (string | null)[]) : [];
  return {
    at,
    ...(typeof errorCode === 'string' && { errorCode }),
    ...(typeof reason === 'string' && { reason }),
  };
}

/** Puts a message together from the items of its range; undefined when the message itself is not among them. */
export function recordOf(
  tenantId: string,
  items: readonly Item[],
  elsewhere: Elsewhere = NOWHERE,
): MessageRecord | undefined {
  const item = items.find((candidate) => partNameOf(candidate) === undefined);
  const message = item === undefined ? packedMessage(items, elsewhere) : storedMessage(tenantId, item);
  return message && { message, ...partsOf(items, elsewhere) };
}

function storedMessage(tenantId: string, item: Item): Message {
  return { ...(JSON.parse(item['m'] as string) as Message), id: item['id'] as string, tenantId };
}

/** The messages of a thread, in its order. */
export function recordsOf(tenantId: string, items: readonly Item[], elsewhere: Elsewhere): MessageRecord[] {
  const byMessage = Map.groupBy(items, ({ sk }) => (sk as string).split('#').slice(0, 2).join('#'));
  return [...byMessage.values()].flatMap((parts) => recordOf(tenantId, parts, elsewhere) ?? []);
}

/** What became of a message: its slots, and its deferral if there was one. */
export function partsOf(items: readonly Item[], elsewhere = NOWHERE): Omit<MessageRecord, 'message'> {
  const slots: Slot[] = [];
  let deferral: Deferral | undefined;
  for (const item of items) {
    const part = partNameOf(item);
    if (part === 'D') deferral = deferralOf(item);
    else if (part !== undefined) slots.push(slotOf(item, Number(part.slice(1)), elsewhere));
  }
  return deferral === undefined ? { slots } : { slots, deferral };
}

/** `A01`, `D`, or nothing for the message itself. */
function partNameOf(item: Item): string | undefined {
  return (item['sk'] as string).split('#')[2];
}

function deferralOf(item: Item): Deferral {
  const decision = decodeDecision(item['dec'] as string);
  return { number: item['n'] as number, at: item['at'] as number, until: item['until'] as number, decision };
}
