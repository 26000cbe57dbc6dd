import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Table } from '../../shared/adapters/dynamodb/table.ts';
import { dynamoScopes } from '../../shared/adapters/dynamodb/tenant-scopes.ts';
import { DAY, type Instant } from '../../shared/domain/instant.ts';
import { progressOf } from '../../shared/domain/statistics.ts';
import { dayIn, pickSample } from '../../shared/domain/tally-page.ts';
import type { Tenant } from '../../shared/domain/tenant.ts';
import type { TenantScope } from '../../shared/ports/tenant-scope.ts';
import { projectStatistics } from '../../shared/use-cases/project-statistics.ts';
import { DEMO_AGENTS } from '../sign-in/demo-agents.ts';
import { pastSends, type PastSend } from './past-sends.ts';
import { PEOPLE } from './people/index.ts';
import { type Said, StoryTeller } from './play-story.ts';
import { type KeptFile, type LaterOn, Player } from './player.ts';
import type { Taken } from './demo-provider.ts';
import { SAVED_REPLIES } from './saved-replies.ts';
import { StagedTable } from './staged-table.ts';

/** What the month leaves to be done outside the table. */
export interface Aftermath {
  files: readonly KeptFile[];
  laterOn: readonly LaterOn[];
  taken: readonly Taken[];
  said: readonly Said[];
}

/** Where the month is put. */
export interface MonthPlace {
  dynamo: DynamoDBClient;
  tableName: string;
  retentionDays: number;
  tenant: Tenant;
  now: Instant;
}

/** Of what was sent, so many messages are kept in full: those that a replay of decisions asks for. */
const SAMPLE = 300;

/** That the month is there, and at which instant it ends: a run that died is finished as it was begun. */
const markerKey = ({ tenant }: MonthPlace) => ({ pk: `${tenant.id}#T`, sk: 'DEMONSTRATION' });

/**
 * Puts a month of the demonstration agency into the table, once, and only into an inbox in which nothing has happened.
 * Everything is decided by the product's own rules, under a clock of its own. Undefined when there was nothing to do.
 */
export async function putMonthInPlace(place: MonthPlace): Promise<Aftermath | undefined> {
  const { dynamo, tableName, retentionDays, tenant } = place;
  const table = new Table(dynamo, tableName);
  const marker = await table.get(markerKey(place), true);
  if (marker?.['done'] === true) return undefined;
  if (
    marker === undefined &&
    (await dynamoScopes(table, retentionDays)(tenant.id).conversations.lastSeq()) > 0
  )
    return undefined;
  const now = (marker?.['now'] as number | undefined) ?? place.now;
  await table.put({ ...markerKey(place), now });
  const staged = new StagedTable(dynamo, tableName);
  const aftermath = await playMonth(staged, { ...place, now });
  await staged.put({ ...markerKey(place), now, done: true });
  await staged.write(markerKey(place));
  return aftermath;
}

async function playMonth(table: StagedTable, { tenant, retentionDays, now }: MonthPlace): Promise<Aftermath> {
  const scopes = dynamoScopes(table, retentionDays);
  const scope = scopes(tenant.id);
  await introduceAgency(scope, now);
  const player = new Player(tenant, scopes);
  const teller = new StoryTeller(player, tenant, now);
  for (const person of PEOPLE) await teller.prepare(person);
  await player.agenda.playUntil(now);
  const past = pastSends(tenant, now);
  const told = past.flatMap(({ message, attempt }) => progressOf(tenant.id, message.id, attempt) ?? []);
  await projectStatistics(player.ports, tenant.id, [...told, ...player.progress]);
  await keepSample(scope, past, {
    from: dayIn(tenant.timeZone, now - 40 * DAY),
    to: dayIn(tenant.timeZone, now),
  });
  const { files, provider } = player;
  return { files, laterOn: player.stillToCome(now), taken: provider.taken, said: teller.said };
}

async function introduceAgency({ agents, savedReplies }: TenantScope, now: Instant): Promise<void> {
  for (const { id, name, email, role, tenantId } of DEMO_AGENTS)
    if (tenantId === 'tenant_demo') await agents.introduce({ id, role }, { name, email, locale: 'fr' }, now);
  for (const reply of SAVED_REPLIES) await savedReplies.put(reply);
}

/** Statistics name a sample of the messages that they counted, which can be read. */
async function keepSample(
  { messages, statistics }: TenantScope,
  past: readonly PastSend[],
  { from, to }: { from: string; to: string },
): Promise<void> {
  const hours = await statistics.hours(from, to);
  const ids = pickSample(
    hours.flatMap(({ sample }) => sample),
    SAMPLE,
  );
  const named = new Set(ids);
  for (const { message, attempt } of past.filter(({ message: { id } }) => named.has(id))) {
    await messages.create(message);
    await messages.takeSlot(message.id, attempt);
    for (const [status, event] of Object.entries(attempt.events))
      await messages.recordEvent(message.id, attempt.number, {
        status: status as keyof typeof attempt.events,
        ...event,
      });
  }
}
