import { type Instant, SECOND } from '../domain/instant.ts';
import { shortHash } from '../domain/message-id.ts';
import type { PackedResult } from '../domain/pack-run.ts';
import type { Delivery, DeliveryOutcome, TogetherOutcome } from '../ports/channel-provider.ts';
import type { PackPorts, PackTask } from './pack-ports.ts';
import { deliveryOf } from './sender-ports.ts';
import { sideBySide } from './side-by-side.ts';
import type { Member } from './weigh-pack.ts';

export type Refusal = Extract<DeliveryOutcome, { outcome: 'rejected' }>;

/** What came of calling a provider for a pack. */
export interface Called {
  /** By `nameInPack`. */
  results: Map<string, PackedResult>;
  refused: { member: Member; delivery: Delivery; refusal: Refusal }[];
  /** Nobody knows whether it left, and it cannot be sent again. */
  lost: { member: Member; reason: string }[];
  /** Nothing left for them, or nothing that the same call would send twice. */
  left: Member[];
  /** Why some are left. `mayHaveLeft`: the very same call has to be made again. */
  pause?: { seconds: number; mayHaveLeft: boolean; because: 'time' | 'busy' | 'uncertain' | 'misconfigured' };
  /** The provider did not answer. */
  isSilent: boolean;
}

type Pause = NonNullable<Called['pause']>;

/** Calls that are under way at once. */
const CALLS_AT_ONCE = 10;
/** What is refused because of us is refused to everybody: it waits for somebody to act. */
const UNTIL_SOMEBODY_ACTS = 15 * 60;
const UNTIL_ANOTHER_TRY = 30;

export function nothingCalled(): Called {
  return { results: new Map(), refused: [], lost: [], left: [], isSilent: false };
}

/**
 * Calls the provider for people whose slots are the pack's: once for all of them where it can, else one by one at the
 * pace of the stage. Begins no call after `until`. What comes of it is noted in `called`, also when something fails.
 */
export async function callPack(
  ports: PackPorts,
  task: PackTask,
  members: readonly Member[],
  until: Instant,
  called: Called,
): Promise<void> {
  const deliveries = members.map((member) => deliveryTo(task, member));
  const together = await callTogether(ports, task, members, deliveries, until, called);
  if (together === 'not-together') await callEach(ports, members, deliveries, until, called);
}

function deliveryTo({ command }: PackTask, { facts, recipient }: Member): Delivery {
  const delivery = deliveryOf(facts, { number: 1, channel: command.channel });
  if (delivery === undefined) throw new Error(`${recipient.messageId} of a pack has no address`);
  return delivery;
}

/** The same people, the same key: a provider knows the call again. */
function keyOf({ ref: { broadcastId, pack } }: PackTask, members: readonly Member[]): string {
  return `${broadcastId}-${shortHash(`${pack} ${members.map(({ name }) => name).join('')}`)}`;
}

async function callTogether(
  ports: PackPorts,
  task: PackTask,
  members: readonly Member[],
  deliveries: readonly Delivery[],
  until: Instant,
  called: Called,
): Promise<'called' | 'not-together'> {
  if (ports.provider.sendTogether === undefined) return 'not-together';
  for (;;) {
    await ports.pace.turn();
    if (ports.clock.now() > until) return leave(called, members, pauseFor('time', 1));
    const outcome = await ports.provider.sendTogether(deliveries, keyOf(task, members));
    if (outcome.outcome === 'busy' && (await hasRested(ports, outcome.retryAfterSeconds, until))) continue;
    if (outcome.outcome === 'not-together') return 'not-together';
    return noteTogether(ports, members, deliveries, outcome, called);
  }
}

function noteTogether(
  { clock }: PackPorts,
  members: readonly Member[],
  deliveries: readonly Delivery[],
  outcome: Exclude<TogetherOutcome, { outcome: 'not-together' }>,
  called: Called,
): 'called' | 'not-together' {
  switch (outcome.outcome) {
    case 'taken': {
      const at = clock.now();
      for (const [index, member] of members.entries()) {
        const each = outcome.each[index];
        const delivery = deliveries[index];
        if (each === undefined || delivery === undefined)
          throw new Error(`The provider said nothing of ${member.recipient.messageId}`);
        if (each.outcome === 'accepted') called.results.set(member.name, { at, providerId: each.providerId });
        else called.refused.push({ member, delivery, refusal: each });
      }
      return 'called';
    }
    case 'rejected':
      // Of what the provider refuses as a whole it may take the parts.
      return outcome.misconfigured === true
        ? leave(called, members, pauseFor('misconfigured', UNTIL_SOMEBODY_ACTS))
        : 'not-together';
    case 'busy':
      called.isSilent = outcome.unreachable === true;
      return leave(called, members, pauseFor('busy', outcome.retryAfterSeconds));
    case 'uncertain':
      called.isSilent = true;
      return leave(called, members, {
        ...pauseFor('uncertain', UNTIL_ANOTHER_TRY),
        mayHaveLeft: true,
      });
  }
}

const pauseFor = (because: Pause['because'], seconds: number): Pause => ({
  because,
  seconds,
  mayHaveLeft: false,
});

function leave(called: Called, members: readonly Member[], pause: Pause): 'called' {
  called.left.push(...members);
  called.pause ??= pause;
  if (pause.mayHaveLeft) called.pause.mayHaveLeft = true;
  return 'called';
}

async function callEach(
  ports: PackPorts,
  members: readonly Member[],
  deliveries: readonly Delivery[],
  until: Instant,
  called: Called,
): Promise<void> {
  const each = members.flatMap((member, index) => {
    const delivery = deliveries[index];
    return delivery === undefined ? [] : [{ member, delivery }];
  });
  await sideBySide(each, CALLS_AT_ONCE, async ({ member, delivery }) => {
    const outcome = await callOne(ports, delivery, until, called);
    if (outcome === 'later') called.left.push(member);
    else noteOne(ports, { member, delivery }, outcome, called);
  });
}

/** `later`: there is no time left, or there is no use in calling now. */
async function callOne(
  ports: PackPorts,
  delivery: Delivery,
  until: Instant,
  called: Called,
): Promise<Exclude<DeliveryOutcome, { outcome: 'busy' }> | 'later'> {
  for (;;) {
    if (called.pause !== undefined) return 'later';
    await ports.pace.turn();
    if (called.pause !== undefined) return 'later';
    if (ports.clock.now() > until) {
      called.pause = pauseFor('time', 1);
      return 'later';
    }
    const outcome = await ports.provider.send(delivery);
    if (outcome.outcome !== 'busy') return outcome;
    if (await hasRested(ports, outcome.retryAfterSeconds, until)) continue;
    called.isSilent = outcome.unreachable === true;
    called.pause ??= pauseFor('busy', outcome.retryAfterSeconds);
    return 'later';
  }
}

/** Waits as long as a busy provider asks for, where there is time for that and another call. */
async function hasRested({ clock, pace }: PackPorts, seconds: number, until: Instant): Promise<boolean> {
  if (clock.now() + seconds * SECOND > until) return false;
  await pace.rest(seconds * SECOND);
  return true;
}

function noteOne(
  { clock, provider }: PackPorts,
  { member, delivery }: { member: Member; delivery: Delivery },
  outcome: Exclude<DeliveryOutcome, { outcome: 'busy' }>,
  called: Called,
): void {
  switch (outcome.outcome) {
    case 'accepted':
      called.results.set(member.name, { at: clock.now(), providerId: outcome.providerId });
      break;
    case 'rejected':
      if (outcome.misconfigured === true)
        leave(called, [member], pauseFor('misconfigured', UNTIL_SOMEBODY_ACTS));
      else called.refused.push({ member, delivery, refusal: outcome });
      break;
    case 'uncertain':
      called.isSilent = true;
      if (provider.repeatableFor === 0) called.lost.push({ member, reason: outcome.reason });
      else leave(called, [member], { ...pauseFor('uncertain', UNTIL_ANOTHER_TRY), mayHaveLeft: true });
      break;
  }
}
