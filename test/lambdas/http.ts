import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { ApiKey } from '../../shared/domain/api-key.ts';
import { SCOPES } from '../../shared/domain/api-key.ts';
import { authorizer } from '../../shared/runtime/http/authorize.ts';
import type { ApiOptions } from '../../shared/runtime/http/api.ts';
import type { Logger } from '../../shared/runtime/logger.ts';
import { Platform, TENANT } from '../support/platform.ts';
import { tenant } from '../support/routing-request.ts';

export const KEYS = { all: 'ck_test_all', other: 'ck_test_other', reader: 'ck_test_reader' };

export interface Call {
  body?: unknown;
  /** Instead of the right key; `null` for none. */
  key?: string | null;
  headers?: Record<string, string>;
  pathParameters?: Record<string, string>;
  query?: string;
  base64?: boolean;
}

export interface Reply {
  status: number;
  headers: Record<string, unknown>;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read what a client would read, untyped
  body: any;
  text: string;
}

type Handler = (event: APIGatewayProxyEventV2, context: Context) => unknown;

/** A platform with two tenants: one whose keys may do all or only read, and another. */
export async function openPlatform(): Promise<Platform> {
  const platform = await Platform.open();
  const senders = { sms: { address: '38999', twoWay: true } };
  await platform.tenants.put(tenant({ id: 'tenant_b', senders }));
  const key = (id: string, tenantId: string, scopes: ApiKey['scopes']): ApiKey => ({
    id,
    tenantId,
    scopes,
    name: id,
  });
  await platform.tenants.putApiKey(KEYS.all, key('all', TENANT, SCOPES));
  await platform.tenants.putApiKey(KEYS.other, key('other', 'tenant_b', SCOPES));
  await platform.tenants.putApiKey(KEYS.reader, key('reader', TENANT, ['messages:read', 'prospects:read']));
  return platform;
}

const SILENT: Logger = { info: () => {}, warn: () => {}, error: () => {} };

export function apiOptions(platform: Platform, logger = SILENT): ApiOptions {
  return { authorize: authorizer({ findApiKey: (hash) => platform.tenants.findApiKey(hash) }), logger };
}

/** Calls a handler with the event that an HTTP API makes of a request, and reads its answer. */
export async function call(
  handler: Handler,
  method: string,
  path: string,
  options: Call = {},
): Promise<Reply> {
  const { body, key = KEYS.all, headers = {}, pathParameters, query = '', base64 = false } = options;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const event = {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: query,
    headers: {
      ...(key !== null && { authorization: `Bearer ${key}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    requestContext: { http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: '' } },
    ...(pathParameters !== undefined && { pathParameters }),
    ...(text !== undefined && { body: base64 ? Buffer.from(text).toString('base64') : text }),
    isBase64Encoded: base64,
  };
  const context = { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 5_000 };
  const result = (await handler(
    event as unknown as APIGatewayProxyEventV2,
    context as Context,
  )) as APIGatewayProxyStructuredResultV2;
  const answer = result.body ?? '';
  const isJson = String(result.headers?.['content-type']).includes('json');
  return {
    status: result.statusCode ?? 0,
    headers: result.headers ?? {},
    body: isJson ? JSON.parse(answer) : undefined,
    text: answer,
  };
}

/** The body of `POST /v1/messages`, as a client would write it. */
export function messageBody(overrides: object = {}): Record<string, unknown> {
  return {
    prospect: { id: 'prospect_1', phone: '06 12 34 56 78', email: 'marie@Example.com' },
    messageType: 'appointment',
    content: { subject: 'Rappel RDV', body: 'Bonjour Marie' },
    ...overrides,
  };
}
