import { type Attempt, hasResult } from '../domain/attempt.ts';
import type { PackedRecipient } from '../domain/broadcast.ts';
import type { Content } from '../domain/message.ts';
import { addressFor } from '../domain/prospect.ts';
import { LEASE, type PackPorts, type PackTask } from './pack-ports.ts';
import { sideBySide } from './side-by-side.ts';
import { isOf } from './sort-pack.ts';
import type { Member } from './weigh-pack.ts';

const AT_ONCE = 25;

export interface Claimed {
  /** With the attempt in the slot, which is the pack's. */
  members: (Member & { attempt: Attempt })[];
  /** What a run before has made already. */
  settled: { messageId: string; attempt: Attempt }[];
  /** Somebody else saw to them. */
  elsewhere: number;
}

/** Takes the slots of people for the pack. Whose slot is another pack's is in none of the lists. */
export async function claimPack(
  ports: PackPorts,
  task: PackTask,
  members: readonly Member[],
): Promise<Claimed> {
  const { ref, broadcast, command } = task;
  const { messages } = ports.scopes(command.tenantId);
  const claimed: Claimed = { members: [], settled: [], elsewhere: 0 };
  const slots = await sideBySide(members, AT_ONCE, async ({ recipient, facts, attempt }) => {
    if (attempt !== undefined) return attempt;
    const mine = attemptFor(task, recipient, facts.message.content);
    const taken = await messages.takePackedSlot(recipient, broadcast.type, mine);
    return taken.outcome === 'taken' ? taken.by : mine;
  });
  for (const [index, member] of members.entries()) {
    const slot = slots[index];
    if (slot === undefined) continue;
    if (slot.kind === 'ending' || slot.pack === undefined) claimed.elsewhere += 1;
    else if (isOf(ref, slot)) {
      if (hasResult(slot)) claimed.settled.push({ messageId: member.recipient.messageId, attempt: slot });
      else claimed.members.push({ ...member, attempt: slot });
    }
  }
  return claimed;
}

function attemptFor(
  { command, owner, startedAt, ref }: PackTask,
  { decision }: PackedRecipient,
  { propertyVersion }: Content,
): Attempt {
  const claim = { owner, at: startedAt, leaseUntil: startedAt + LEASE, released: false };
  const about = { ...ref, ...(propertyVersion !== undefined && { propertyVersion }) };
  return { kind: 'attempt', number: 1, channel: command.channel, decision, claim, ...about, events: {} };
}

/** Who answers from the address that is written to is this person from now on. Written at the first contact alone. */
export async function noteOwners(
  ports: PackPorts,
  { command: { tenantId, channel } }: PackTask,
  members: readonly Member[],
): Promise<void> {
  const { prospects } = ports.scopes(tenantId);
  const others = members.filter(({ facts }) => facts.addresses[channel]?.owner !== facts.message.prospect.id);
  await sideBySide(others, AT_ONCE, async ({ facts: { message } }) => {
    const address = addressFor(channel, message.prospect);
    if (address !== undefined) await prospects.noteOwner(channel, address, message.prospect.id);
  });
}
