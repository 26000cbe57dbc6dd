import type { Instant } from '../domain/instant.ts';
import type { Message } from '../domain/message.ts';
import type { RoutingDecision } from '../domain/routing/decision.ts';
import { route } from '../domain/routing/route.ts';
import type { Clock } from '../ports/clock.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';
import type { TenantStore } from '../ports/tenant-store.ts';
import { type ReplyDraft, replyMessage } from '../domain/reply.ts';
import { AppError } from '../errors.ts';
import { acceptProspect } from './accept-consent.ts';
import { type FactsScope, gatherFacts } from './gather-facts.ts';
import { withPublishedVersion } from './own-wordings.ts';

export interface PreviewPorts {
  clock: Clock;
  scopes: (tenantId: string) => FactsScope & Pick<TenantScope, 'conversations'>;
  tenants: TenantStore;
}

/** Decides as routing would now on an answer. @throws AppError `not-found` for nobody. */
export async function previewReply(
  ports: PreviewPorts,
  tenantId: string,
  prospectId: string,
  answer: Pick<ReplyDraft, 'by' | 'content' | 'channel'>,
): Promise<RoutingDecision> {
  const { conversations, prospects } = ports.scopes(tenantId);
  const [known, prospect] = await Promise.all([conversations.get(prospectId), prospects.get(prospectId)]);
  if (prospect === undefined) throw new AppError('not-found', `There is no prospect ${prospectId}.`);
  return previewRoute(ports, tenantId, replyMessage(prospect, known, answer), ports.clock.now());
}

/** Decides as routing would at `at`; sends and writes nothing. */
export async function previewRoute(
  ports: PreviewPorts,
  tenantId: string,
  draft: Omit<Message, 'id' | 'tenantId' | 'createdAt'>,
  at: Instant,
): Promise<RoutingDecision> {
  const scope = ports.scopes(tenantId);
  const tenant = await ports.tenants.get(tenantId);
  const content = await withPublishedVersion(scope.templates, draft.content, ports.clock.now());
  const prospect = acceptProspect(draft.prospect, Math.max(at, ports.clock.now()));
  const message: Message = { ...draft, prospect, content, id: '', tenantId, createdAt: at };
  return route(await gatherFacts(scope, { message, tenant, tried: [], now: at }));
}
