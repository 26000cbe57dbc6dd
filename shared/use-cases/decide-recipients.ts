import { type Broadcast, messageTo, type Recipient } from '../domain/broadcast.ts';
import type { DecidedRecipient } from '../domain/broadcast-plan.ts';
import { greetingName } from '../domain/greeting-name.ts';
import { DAY, type Instant } from '../domain/instant.ts';
import { route } from '../domain/routing/route.ts';
import { contractOf } from '../domain/template.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';
import { currentContent } from './current-content.ts';
import { erasureOf, mergeProspects } from './known-prospect.ts';

/** People whose earlier messages are counted at a time, where the tenant set a cap. */
const COUNTED_AT_ONCE = 25;

export interface Planned extends DecidedRecipient {
  /** A record is kept of the person. */
  isKnown?: true;
}

/** Decides on everybody as routing would now, reading what it depends on for all of them together. */
export async function decideRecipients(
  scope: TenantScope,
  { broadcast, tenant, now }: { broadcast: Broadcast; tenant: Tenant; now: Instant },
  recipients: readonly Recipient[],
): Promise<Planned[]> {
  const [found, content, downUntil, recent, spentThisMonth] = await Promise.all([
    scope.people.lookUp(recipients.map(({ prospect }) => prospect)),
    currentContent(scope, broadcast.content),
    scope.health.downUntil(now),
    countRecent(scope, { broadcast, tenant, now }, recipients),
    tenant.policy.monthlyBudget === undefined ? 0 : scope.spending.inMonthOf(now),
  ]);
  return recipients.map((recipient, index) => {
    const { prospect: stored, facts: addresses } = found[index]!;
    const erasure = erasureOf(found[index]!);
    const { prospect: given } = recipient;
    const prospect = stored === undefined ? given : mergeProspects(stored, given);
    const named = withName(broadcast, { ...recipient, prospect });
    const message = messageTo({ ...broadcast, content }, named);
    const recentOfType = recent[index] ?? 0;
    const decision = route({
      message,
      tenant,
      addresses,
      now,
      tried: [],
      downUntil,
      recentOfType,
      spentThisMonth,
      ...erasure,
    });
    return {
      prospect: given,
      ...(named.data !== undefined && { data: named.data }),
      messageId: message.id,
      decision,
      ...(stored !== undefined && { isKnown: true as const }),
    };
  });
}

/** A template that greets by name greets with the person's own, unless it was given one. */
function withName({ content }: Broadcast, recipient: Recipient): Recipient {
  const contract = contractOf(content.templateId);
  const wantsName =
    contract !== undefined && [...contract.required, ...contract.optional].includes('firstName');
  const name = recipient.prospect.name;
  if (!wantsName || name === undefined) return recipient;
  const given = { ...content.data, ...recipient.data };
  if ('firstName' in given || 'prospectName' in given) return recipient;
  return { ...recipient, data: { ...recipient.data, firstName: greetingName(name) } };
}

async function countRecent(
  { messages }: TenantScope,
  { broadcast, tenant, now }: { broadcast: Broadcast; tenant: Tenant; now: Instant },
  recipients: readonly Recipient[],
): Promise<readonly number[]> {
  const cap = tenant.policy.frequencyCaps[broadcast.type];
  if (cap === undefined) return [];
  const counts: number[] = [];
  for (let next = 0; next < recipients.length; next += COUNTED_AT_ONCE) {
    const some = recipients.slice(next, next + COUNTED_AT_ONCE);
    const since = now - cap.days * DAY;
    counts.push(
      ...(await Promise.all(
        some.map((person) =>
          messages.countSince(person.prospect.id, broadcast.type, since, messageTo(broadcast, person).id),
        ),
      )),
    );
  }
  return counts;
}
