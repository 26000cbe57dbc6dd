import middy from '@middy/core';
import httpRouter from '@middy/http-router';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { AgentIdentity } from '../../domain/agent.ts';
import type { Scope } from '../../domain/api-key.ts';
import { AppError } from '../../errors.ts';
import { noteDeadline } from '../deadline.ts';
import type { Logger } from '../logger.ts';
import { internalProblem, problemOf } from './problem.ts';

/** A request whose credential, if its route needs one, has been checked. */
export interface ApiRequest {
  /** From the credential; empty on routes without one. */
  tenantId: string;
  /** Who is signed in; absent for API keys. */
  agent?: AgentIdentity;
  params: Record<string, string>;
  /** As it came, without the question mark. */
  rawQuery: string;
  /** Names in lower case. */
  headers: Record<string, string | undefined>;
  body: string;
}

export interface ApiResponse {
  status: number;
  /** Sent as JSON; text as it is; nothing when absent. */
  body?: object | string;
  headers?: Record<string, string>;
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  /** What the credential must be allowed to do; `public` for routes that need none. */
  scope: Scope | 'public';
  handle: (request: ApiRequest) => Promise<ApiResponse>;
}

/** Whom a credential speaks for. */
export interface Caller {
  tenantId: string;
  agent?: AgentIdentity;
}

/** Who sent an Authorization header that allows the scope. @throws AppError when it does not. */
export type Authorize = (authorization: string | undefined, scope: Scope) => Promise<Caller>;

export interface ApiOptions {
  authorize: Authorize;
  logger: Logger;
}

/** Whoever calls a public route. */
const NOBODY: Caller = { tenantId: '' };

/** The Lambda handler of some routes: authorizes, answers JSON, and turns every fault into problem+json. */
export function apiHandler(routes: readonly Route[], { authorize, logger }: ApiOptions) {
  const handlers = routes.map(({ method, path, scope, handle }) => ({
    method,
    path,
    handler: async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
      const caller = scope === 'public' ? NOBODY : await authorize(event.headers['authorization'], scope);
      return toResult(await handle(toRequest(event, caller)));
    },
  }));
  const notFound = () => {
    throw new AppError('not-found', 'There is nothing at this address.');
  };
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use({
      before: ({ context }) => noteDeadline(context),
      onError: (request) => {
        const { error } = request;
        if (error instanceof AppError) request.response = problemOf(error);
        else {
          const context: Context = request.context;
          logger.error('request-failed', error, { requestId: context.awsRequestId });
          request.response = internalProblem(context.awsRequestId);
        }
      },
    })
    .handler(httpRouter({ routes: handlers, notFoundResponse: notFound }));
}

function toRequest(event: APIGatewayProxyEventV2, { tenantId, agent }: Caller): ApiRequest {
  const raw = event.body ?? '';
  return {
    tenantId,
    ...(agent !== undefined && { agent }),
    params: Object.fromEntries(
      Object.entries(event.pathParameters ?? {}).map(([name, value]) => [name, value ?? '']),
    ),
    rawQuery: event.rawQueryString,
    headers: event.headers,
    body: event.isBase64Encoded ? Buffer.from(raw, 'base64').toString('utf8') : raw,
  };
}

function toResult({ status, body, headers }: ApiResponse): APIGatewayProxyStructuredResultV2 {
  if (body === undefined) return { statusCode: status, headers: { ...headers } };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { statusCode: status, headers: { 'content-type': 'application/json', ...headers }, body: text };
}
