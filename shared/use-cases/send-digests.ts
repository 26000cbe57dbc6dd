import { type Agent, presenceOf } from '../domain/agent.ts';
import type { Appointment } from '../domain/appointment.ts';
import type { NumberedConversation } from '../domain/conversation.ts';
import { digestFor } from '../domain/digest.ts';
import type { Instant } from '../domain/instant.ts';
import { shortHash } from '../domain/message-id.ts';
import { dayIn } from '../domain/tally-page.ts';
import type { Tenant } from '../domain/tenant.ts';
import { instantOfLocal, localTime } from '../domain/time-zone.ts';
import type { ConversationList } from '../ports/conversation-store.ts';
import type { TenantScope, TenantScopes } from '../ports/tenant-scope.ts';
import type { TenantStore } from '../ports/tenant-store.ts';
import { submitMessage, type SubmitPorts } from './submit-message.ts';

export interface DigestPorts extends Omit<SubmitPorts, 'attachments'> {
  scopes: TenantScopes;
  tenants: TenantStore;
}

/** Local hour: before the first visits. */
const HOUR_OF_DAY = 7;
/** More than anybody reads in the morning. */
const LISTED = 50;

interface Morning {
  visits: readonly Appointment[];
  waiting: readonly NumberedConversation[];
  failed: readonly NumberedConversation[];
}

/**
 * Writes to each agent who works here what the day brings: visits, people who wait for an answer from them or from
 * anybody, and whoever could not be reached. Once a day, when it is seven in the tenant's zone; nothing to say, nothing
 * sent. @returns how many were written to.
 */
export async function sendDigests(ports: DigestPorts, tenantId: string): Promise<number> {
  const now = ports.clock.now();
  const tenant = await ports.tenants.get(tenantId);
  if (Math.floor(localTime(tenant.timeZone, now).minuteOfDay / 60) !== HOUR_OF_DAY) return 0;
  if (tenant.senders.email === undefined) return 0;
  const scope = ports.scopes(tenantId);
  const agents = (await scope.agents.list()).filter((agent) => presenceOf(agent, now) === 'present');
  if (agents.length === 0) return 0;
  const morning = await morningOf(scope, tenant, now);
  const written = await Promise.all(agents.map((agent) => writeTo(ports, tenant, agent, morning)));
  return written.filter(Boolean).length;
}

async function morningOf(scope: TenantScope, { timeZone }: Tenant, now: Instant): Promise<Morning> {
  const { year, month, day } = localTime(timeZone, now);
  const start = instantOfLocal(timeZone, year, month, day, 0);
  const end = instantOfLocal(timeZone, year, month, day + 1, 0);
  const listOf = async (kind: ConversationList['kind'] & ('waiting' | 'failed')) =>
    (await scope.conversations.list({ list: { kind }, limit: LISTED })).items;
  const [visits, waiting, failed] = await Promise.all([
    scope.appointments.between(start, end, LISTED),
    listOf('waiting'),
    listOf('failed'),
  ]);
  return { visits: visits.items.filter(({ status }) => status !== 'cancelled'), waiting, failed };
}

async function writeTo(
  ports: DigestPorts,
  tenant: Tenant,
  agent: Agent,
  { visits, waiting, failed }: Morning,
): Promise<boolean> {
  const { id, name, email, locale = tenant.locale } = agent;
  if (email === undefined) return false;
  const isTheirs = ({ assignee }: NumberedConversation): boolean => assignee === undefined || assignee === id;
  const theirs = { visits, waiting: waiting.filter(isTheirs), failed: failed.filter(isTheirs) };
  const content = digestFor({
    ...theirs,
    locale,
    timeZone: tenant.timeZone,
    ...(name !== undefined && { name }),
  });
  if (content === undefined) return false;
  const day = dayIn(tenant.timeZone, ports.clock.now());
  await submitMessage(
    { ...ports, attachments: NO_FILES },
    {
      tenantId: tenant.id,
      draft: {
        prospect: { id: `agent_${shortHash(id)}`, email, locale, ...(name !== undefined && { name }) },
        type: 'notification',
        channel: 'email',
        isForAgent: true,
        content,
      },
      files: [],
      idempotency: { key: `digest-${day}-${shortHash(id)}`, bodyHash: day },
    },
  );
  return true;
}

const NO_FILES = {
  put: async (): Promise<never> => {
    throw new Error('A digest has no files');
  },
};
