import type { Channel, DeliverableChannel } from '../domain/channel.ts';
import { DAY, type Instant } from '../domain/instant.ts';
import { isWeighedAlone } from '../domain/routing/route.ts';
import type { RoutingRequest } from '../domain/routing/situation.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';
import { currentContent } from './current-content.ts';
import { type KnownProspect, knownProspect } from './known-prospect.ts';
import { withContent } from './own-wordings.ts';

type Instants = Partial<Record<Channel, Instant>>;

/** What is asked, before anything was read for it. */
export interface Question extends Pick<RoutingRequest, 'message' | 'tenant' | 'tried' | 'now'> {
  /** When channels may be tried again that lost an earlier attempt of the message. */
  retryTimes?: Instants;
}

/** Where it is read. */
export type FactsScope = Pick<
  TenantScope,
  'messages' | 'prospects' | 'properties' | 'templates' | 'health' | 'spending'
>;

/**
 * Reads everything that a routing decision depends on; what is known of addresses on some channels alone when told so.
 * The frequency and the budget only where the tenant set them.
 */
export async function gatherFacts(
  scope: FactsScope,
  { retryTimes = {}, ...question }: Question,
  channels?: readonly DeliverableChannel[],
): Promise<RoutingRequest & Pick<KnownProspect, 'stored'>> {
  const { tenant, now } = question;
  const [known, content, down, recentOfType, spentThisMonth] = await Promise.all([
    knownProspect(scope.prospects, question.message, channels),
    currentContent(scope, question.message.content),
    scope.health.downUntil(now),
    countRecent(scope, question),
    tenant.policy.monthlyBudget === undefined ? 0 : scope.spending.inMonthOf(now),
  ]);
  const message = withContent(known.message, content);
  const downUntil = latest(down, retryTimes);
  return { ...question, ...known, message, downUntil, recentOfType, spentThisMonth };
}

/**
 * Reads what says whether one channel is open now. Of addresses that is its own, and at night perhaps all of them:
 * whether it is night is only known with the person.
 */
export async function gatherFactsFor(
  channel: DeliverableChannel,
  scope: FactsScope,
  question: Question,
): Promise<RoutingRequest> {
  const facts = await gatherFacts(scope, question, [channel]);
  if (isWeighedAlone(channel, facts)) return facts;
  return { ...facts, addresses: await scope.prospects.addressFacts(facts.message.prospect) };
}

function latest(some: Instants, others: Instants): Instants {
  const latestOf = (channel: Channel): Instant => Math.max(some[channel] ?? 0, others[channel] ?? 0);
  const channels = Object.keys({ ...some, ...others }) as Channel[];
  return Object.fromEntries(channels.map((channel) => [channel, latestOf(channel)]));
}

async function countRecent(scope: FactsScope, { message, tenant, now }: Question): Promise<number> {
  const cap = tenant.policy.frequencyCaps[message.type];
  if (cap === undefined) return 0;
  // A preview has no id: everything accepted so far comes before it.
  const before = message.id === '' ? undefined : message.id;
  return scope.messages.countSince(message.prospect.id, message.type, now - cap.days * DAY, before);
}
