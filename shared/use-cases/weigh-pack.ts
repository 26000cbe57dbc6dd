import type { Attempt } from '../domain/attempt.ts';
import { messageTo, type PackedRecipient } from '../domain/broadcast.ts';
import { DAY, type Instant } from '../domain/instant.ts';
import { nameInPack } from '../domain/message-id.ts';
import type { Gate } from '../domain/routing/decision.ts';
import { isErased } from '../domain/routing/gates.ts';
import { isWeighedAlone } from '../domain/routing/route.ts';
import type { RoutingRequest } from '../domain/routing/situation.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';
import { currentContent } from './current-content.ts';
import { erasureOf, mergeProspects } from './known-prospect.ts';
import type { PackPorts, PackTask } from './pack-ports.ts';
import { closingGate } from './send-message.ts';
import { sideBySide } from './side-by-side.ts';

/** One person of a pack, with what is known of them now. */
export interface Member {
  recipient: PackedRecipient;
  /** `nameInPack` */
  name: string;
  facts: RoutingRequest;
  /** What closes the channel of the pack now, if anything. A refusal outweighs a delay. */
  closedBy?: Gate;
  /** Since the pack was planned, or the broadcast accepted: nothing may leave for them. */
  isErased: boolean;
  /** Once the slot is the pack's. */
  attempt?: Attempt;
}

/** Earlier messages of so many people are counted at a time, where the tenant set a cap. */
const COUNTED_AT_ONCE = 25;

/** What is true now of some people, not when the pack was planned; read for all of them together. */
export async function weighPack(
  ports: PackPorts,
  task: PackTask,
  recipients: readonly PackedRecipient[],
  now: Instant,
): Promise<Member[]> {
  const { broadcast, command } = task;
  const { channel, tenantId } = command;
  const scope = ports.scopes(tenantId);
  const tenant = await ports.tenants.get(tenantId);
  const people = recipients.map(({ prospect }) => prospect);
  const [found, content, downUntil, recent, spentThisMonth] = await Promise.all([
    scope.people.lookUp(people, [channel]),
    currentContent(scope, broadcast.content),
    scope.health.downUntil(now),
    countRecent(scope, tenant.policy.frequencyCaps[broadcast.type], task, recipients),
    tenant.policy.monthlyBudget === undefined ? 0 : scope.spending.inMonthOf(now),
  ]);
  const members = recipients.map((recipient, index): Member => {
    const { prospect: stored, facts: addresses } = found[index]!;
    const erasure = erasureOf(found[index]!);
    const prospect = stored === undefined ? recipient.prospect : mergeProspects(stored, recipient.prospect);
    const message = messageTo({ ...broadcast, content }, { ...recipient, prospect });
    const recentOfType = recent[index] ?? 0;
    const facts = { message, tenant, addresses, now, tried: [], downUntil, recentOfType, spentThisMonth };
    const isGone = (recipient.isKnown === true && stored === undefined) || isErased({ message, ...erasure });
    return { recipient, name: nameInPack(recipient.messageId), facts, isErased: isGone };
  });
  return withGates(scope, task, members);
}

/** At night, whether a channel is open may depend on the others: then all addresses are read. */
async function withGates(
  scope: TenantScope,
  { command: { channel } }: PackTask,
  members: readonly Member[],
): Promise<Member[]> {
  const isAlone = members.every(({ facts }) => isWeighedAlone(channel, facts));
  const books = isAlone ? [] : await scope.people.lookUp(members.map(({ facts }) => facts.message.prospect));
  return members.map((member, index) => {
    const facts = { ...member.facts, addresses: books[index]?.facts ?? member.facts.addresses };
    const closedBy = closingGate(facts, channel);
    return { ...member, facts, ...(closedBy !== undefined && { closedBy }) };
  });
}

async function countRecent(
  { messages }: TenantScope,
  cap: { days: number } | undefined,
  { broadcast, startedAt }: PackTask,
  recipients: readonly PackedRecipient[],
): Promise<readonly number[]> {
  if (cap === undefined) return [];
  const since = startedAt - cap.days * DAY;
  return sideBySide(recipients, COUNTED_AT_ONCE, ({ prospect, messageId }) =>
    messages.countSince(prospect.id, broadcast.type, since, messageId),
  );
}
