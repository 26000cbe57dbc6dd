import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { createHandler as createAgentsApi } from '../../../lambdas/agents-api/handler.ts';
import { createHandler as createBroadcastsApi } from '../../../lambdas/broadcasts-api/handler.ts';
import { createHandler as createConversationsApi } from '../../../lambdas/conversations-api/handler.ts';
import { createHandler as createFollowLink } from '../../../lambdas/follow-link/handler.ts';
import { createHandler as createJourneysApi } from '../../../lambdas/journeys-api/handler.ts';
import { createHandler as createMessagesApi } from '../../../lambdas/messages-api/handler.ts';
import { createHandler as createPreviewRoute } from '../../../lambdas/preview-route/handler.ts';
import { createHandler as createProspectsApi } from '../../../lambdas/prospects-api/handler.ts';
import { createHandler as createReceiveWebhook } from '../../../lambdas/receive-webhook/handler.ts';
import { createHandler as createSubmitMessage } from '../../../lambdas/submit-message/handler.ts';
import { createHandler as createOpenApi } from '../../../lambdas/openapi/handler.ts';
import { createHandler as createSettingsApi } from '../../../lambdas/settings-api/handler.ts';
import { createHandler as createStatisticsApi } from '../../../lambdas/statistics-api/handler.ts';
import { createHandler as createTemplatesApi } from '../../../lambdas/templates-api/handler.ts';
import { decodedPath } from '../../../local/http/http-event.ts';
import { RouteTable } from '../../../local/http/route-table.ts';
import { prepareAssembly } from '../../../local/template/assembly.ts';
import type { LocalModel } from '../../../local/template/model.ts';
import { readAssembly } from '../../../local/template/read-template.ts';
import { resendReader } from '../../../shared/adapters/channels/resend/webhook-reader.ts';
import {
  twilioInboundReader,
  twilioStatusReader,
} from '../../../shared/adapters/channels/twilio/webhook-readers.ts';
import { Table } from '../../../shared/adapters/dynamodb/table.ts';
import { signatureReader } from '../../../shared/adapters/signatures/signature-reader.ts';
import { TenantDirectory } from '../../../shared/adapters/dynamodb/tenant-directory.ts';
import { dynamoScopes } from '../../../shared/adapters/dynamodb/tenant-scopes.ts';
import { DynamoTenantStore } from '../../../shared/adapters/dynamodb/tenant-store.ts';
import { randomApiKeys } from '../../../shared/adapters/node/random-api-keys.ts';
import { randomIds } from '../../../shared/adapters/node/random-ids.ts';
import { publicPushKey } from '../../../shared/adapters/push/vapid.ts';
import type { AgentRole } from '../../../shared/domain/agent.ts';
import { SCOPES } from '../../../shared/domain/api-key.ts';
import { SECOND } from '../../../shared/domain/instant.ts';
import type { AgentTokens } from '../../../shared/ports/agent-tokens.ts';
import type { ApiOptions } from '../../../shared/runtime/http/api.ts';
import { authorizer } from '../../../shared/runtime/http/authorize.ts';
import { recordReport } from '../../../shared/use-cases/record-report.ts';
import { parseProviderReport } from '../../../shared/contracts/queue-messages.ts';
import { type Call, call, type Reply } from '../../lambdas/http.ts';
import { type OpenTable, openTable } from '../../support/dynamodb.ts';
import { MemoryInboundContent } from '../../support/memory/inbound-content.ts';
import { linksUnder } from '../../support/links.ts';
import { MemoryClock } from '../../support/memory/clock.ts';
import { MemoryFollowUps } from '../../support/memory/follow-ups.ts';
import { MemoryDomainEvents } from '../../support/memory/domain-events.ts';
import { MemoryInboxScreens } from '../../support/memory/inbox-screens.ts';
import { MemoryLiveEvents } from '../../support/memory/live-events.ts';
import { MemoryNotices } from '../../support/memory/notices.ts';
import { MemoryQueue } from '../../support/memory/queue.ts';
import { tenant, TUESDAY } from '../../support/routing-request.ts';
import { type AwsUnderTest, openAws } from './aws.ts';
import { BASE, secrets, tenantSecrets } from './signing.ts';

/** Two agencies, each with its own senders and a key that may do everything. */
export const OURS = { tenant: 'tenant_ours', key: 'ck_test_ours', sms: '38111', whatsapp: '+33700000011' };
export const THEIRS = {
  tenant: 'tenant_theirs',
  key: 'ck_test_theirs',
  sms: '38222',
  whatsapp: '+33700000022',
};

/** The access token of an agent, for whoever trusts what it says. */
export const tokenOf = (tenantId: string, role: AgentRole): string => `agent.${tenantId}.${role}`;

/** Takes the tokens of `tokenOf` at their word. How real ones are checked is a matter of its own. */
const readableTokens: AgentTokens = {
  async verify(token) {
    const [, tenantId, role] = /^agent\.(\w+)\.(\w+)$/.exec(token) ?? [];
    return tenantId === undefined
      ? undefined
      : { subject: `somebody_at_${tenantId}`, groups: [`${tenantId}/${role}`] };
  },
};

type Handler = Parameters<typeof call>[0];

/** An item of the table, by the attributes it has. */
export type StoredItem = Record<string, unknown> & { pk: string; sk: string };

/** The functions behind the API, over a real DynamoDB emulation, for two tenants. */
export class ApiUnderTest {
  readonly clock = new MemoryClock(TUESDAY);
  readonly reports = new MemoryQueue('events', this.clock, 90 * SECOND);
  readonly preparing = new MemoryQueue('prepare-broadcasts', this.clock, 90 * SECOND);
  readonly intakes = new MemoryQueue('enrol-audiences', this.clock, 90 * SECOND);
  readonly journeys = new MemoryQueue('journeys', this.clock, 90 * SECOND);
  readonly domainEvents = new MemoryDomainEvents();
  readonly screens = new MemoryInboxScreens();
  readonly notices = new MemoryNotices();
  /** What went wrong inside, as the log would have it. */
  readonly faults: unknown[] = [];
  readonly directory: TenantDirectory;
  readonly scopes: ReturnType<typeof dynamoScopes>;
  readonly #tenants: DynamoTenantStore;
  readonly #opened: OpenTable;
  readonly #aws: AwsUnderTest;
  readonly #model: LocalModel;
  readonly #routes: RouteTable;
  readonly #handlers: Readonly<Record<string, Handler>>;

  readonly #agentTokens: AgentTokens;

  constructor(opened: OpenTable, aws: AwsUnderTest, model: LocalModel, agentTokens: AgentTokens) {
    this.#agentTokens = agentTokens;
    this.#opened = opened;
    this.#aws = aws;
    this.#model = model;
    this.#routes = new RouteTable(model.routes);
    const table = new Table(opened.client, opened.name);
    this.directory = new TenantDirectory(table);
    this.scopes = dynamoScopes(table, 30);
    this.#tenants = new DynamoTenantStore(table, this.clock);
    this.#handlers = this.#createHandlers();
  }

  /** The routes are those of the synthesised stack. */
  static async open(agentTokens: AgentTokens = readableTokens): Promise<ApiUnderTest> {
    const model = readAssembly(await prepareAssembly(() => {}), { publicUrl: BASE, awsUrl: BASE });
    const api = new ApiUnderTest(await openTable(), await openAws(), model, agentTokens);
    for (const { tenant: id, key, sms, whatsapp } of [OURS, THEIRS]) {
      const senders = {
        sms: { address: sms, twoWay: true },
        whatsapp: { address: whatsapp, twoWay: true },
        email: { address: `contact@${id.replace('_', '-')}.example`, twoWay: true },
      };
      await api.directory.put(tenant({ id, name: id, senders }));
      await api.directory.putApiKey(key, { id: 'key_1', tenantId: id, name: 'all', scopes: SCOPES });
    }
    return api;
  }

  async close(): Promise<void> {
    await this.#opened.close();
    await this.#aws.close();
  }

  /** How many messages wait to be routed. */
  accepted(): Promise<number> {
    return this.#aws.accepted();
  }

  /** Every route of the stack that has a method of its own: `POST /v1/messages`. */
  get routes(): string[] {
    return this.#model.routes
      .filter(({ method }) => method !== 'ANY')
      .map(({ method, path }) => `${method} ${path}`);
  }

  #createHandlers(): Readonly<Record<string, Handler>> {
    const options: ApiOptions = {
      authorize: authorizer({
        findApiKey: (hash) => this.#tenants.findApiKey(hash),
        agentTokens: this.#agentTokens,
      }),
      logger: { info: () => {}, warn: () => {}, error: (_code, error) => this.faults.push(error) },
    };
    const ports = {
      clock: this.clock,
      ids: randomIds,
      scopes: this.scopes,
      tenants: this.#tenants,
      routingQueue: this.#aws.routingQueue,
      reportQueue: this.reports,
      journeys: this.journeys,
      attachments: this.#aws.attachments,
      domainEvents: this.domainEvents,
      links: linksUnder(7),
      liveEvents: new MemoryLiveEvents(),
      screens: this.screens,
      newApiKey: randomApiKeys('test'),
      notices: this.notices,
      operators: { warn: () => {} },
      publicPushKey: () => publicPushKey(secrets),
    };
    const readers = {
      twilioStatus: twilioStatusReader(secrets),
      twilioInbound: twilioInboundReader(secrets),
      resend: resendReader(secrets),
      signature: (tenantId: string) => signatureReader(tenantSecrets, tenantId),
    };
    return {
      'submit-message': createSubmitMessage(ports, options),
      'messages-api': createMessagesApi(ports, options),
      'preview-route': createPreviewRoute(ports, options),
      'conversations-api': createConversationsApi({ ...ports, followUps: new MemoryFollowUps() }, options),
      'broadcasts-api': createBroadcastsApi(
        {
          ...ports,
          audiences: this.#aws.audiences,
          prepareQueue: this.preparing,
          followUps: new MemoryFollowUps(),
        },
        options,
      ),
      'prospects-api': createProspectsApi(ports, options),
      'receive-webhook': createReceiveWebhook(ports, readers, BASE, options),
      'templates-api': createTemplatesApi(ports, options),
      'journeys-api': createJourneysApi(
        { ...ports, audiences: this.#aws.audiences, intakes: this.intakes },
        options,
      ),
      'agents-api': createAgentsApi(ports, options),
      'statistics-api': createStatisticsApi(ports, options),
      'settings-api': createSettingsApi(ports, options),
      'follow-link': createFollowLink(ports, options),
      openapi: createOpenApi({}, BASE),
    };
  }

  /** Calls the function that the stack would call, with the path's parameters as API Gateway finds them. */
  async send(method: string, path: string, options: Call = {}): Promise<Reply> {
    const match = this.#routes.match(method, decodedPath(path));
    const called = this.#model.functions.find(({ arn }) => arn === match?.functionArn);
    const handler = this.#handlers[called?.label ?? ''];
    if (handler === undefined) throw new Error(`No function here answers ${method} ${path}`);
    const pathParameters = { ...match?.pathParameters };
    return call(handler, method, decodedPath(path), { ...options, pathParameters });
  }

  /** What record-event does with every report that a webhook handed over. */
  async recordReports(): Promise<string[]> {
    const content = new MemoryInboundContent();
    const ports = {
      clock: this.clock,
      scopes: this.scopes,
      tenants: this.#tenants,
      routingQueue: this.#aws.routingQueue,
      domainEvents: this.domainEvents,
      attachments: this.#aws.attachments,
      inboundContent: () => content,
      screens: this.screens,
      notices: this.notices,
      operators: { warn: () => {} },
      journeys: this.journeys,
      statistics: { send: async () => {}, sendAll: async () => {} },
    };
    const outcomes: string[] = [];
    for (let record = this.reports.receive(); record !== undefined; record = this.reports.receive()) {
      outcomes.push(await recordReport(ports, parseProviderReport(JSON.parse(record.body)), false));
      this.reports.delete(record.id);
    }
    return outcomes;
  }

  /** Every item of a tenant, in the order of its keys. */
  async itemsOf(tenantId: string): Promise<StoredItem[]> {
    const items: StoredItem[] = [];
    let start: Record<string, never> | undefined;
    do {
      const page = await this.#opened.client.send(
        new ScanCommand({ TableName: this.#opened.name, ExclusiveStartKey: start }),
      );
      for (const item of page.Items ?? []) items.push(unmarshall(item) as StoredItem);
      start = page.LastEvaluatedKey as typeof start;
    } while (start !== undefined);
    return items
      .filter(({ pk }) => pk.startsWith(`${tenantId}#`))
      .sort((a, b) => `${a.pk}/${a.sk}`.localeCompare(`${b.pk}/${b.sk}`));
  }
}
