import * as z from 'zod/mini';
import type { Scope } from '../domain/api-key.ts';
import { domainEventDetail } from './domain-events.ts';
import { messageBody, routeBody } from './http/message-body.ts';
import { consent, prospectBody } from './http/prospect-body.ts';
import { acceptedResponse, decisionResponse, messageResponse, problemResponse } from './http/responses.ts';

interface Operation {
  method: 'get' | 'post' | 'put';
  path: string;
  operationId: string;
  summary: string;
  scope: Scope;
  parameters?: readonly object[];
  body?: string;
  /** Status and schema of the answer. */
  answer: readonly [status: string, schema: string, description: string];
  problems: readonly string[];
}

/** Schemas by name: of what comes in (as it is written) and of what goes out. */
const BODIES = {
  MessageBody: messageBody,
  RouteBody: routeBody,
  ProspectBody: prospectBody,
  Consent: consent,
};
const ANSWERS = {
  Accepted: acceptedResponse,
  Message: messageResponse,
  Decision: decisionResponse,
  Problem: problemResponse,
  DomainEvent: domainEventDetail,
};

const inPath = (name: string, description: string): object => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
});
const MESSAGE_ID = inPath('messageId', 'What the acceptance answered');
const PROSPECT_ID = inPath('prospectId', 'The client’s own name for the person');
const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key and body within 24 hours get the first answer again; another body gets 422',
  schema: { type: 'string', maxLength: 255 },
};

const OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/messages',
    operationId: 'submitMessage',
    summary: 'Accept a message: the channel is chosen, it is sent and followed to the end',
    scope: 'messages:write',
    parameters: [IDEMPOTENCY_KEY],
    body: 'MessageBody',
    answer: ['202', 'Accepted', 'Accepted'],
    problems: ['400', '401', '403', '413', '415', '422'],
  },
  {
    method: 'get',
    path: '/v1/messages/{messageId}',
    operationId: 'getMessage',
    summary: 'What became of a message, and why',
    scope: 'messages:read',
    parameters: [MESSAGE_ID],
    answer: ['200', 'Message', 'The message'],
    problems: ['401', '403', '404'],
  },
  {
    method: 'post',
    path: '/v1/messages/{messageId}/cancel',
    operationId: 'cancelMessage',
    summary: 'Cancel what has not left',
    scope: 'messages:write',
    parameters: [MESSAGE_ID],
    answer: ['200', 'Message', 'The cancelled message'],
    problems: ['401', '403', '404', '409'],
  },
  {
    method: 'post',
    path: '/v1/route',
    operationId: 'previewRoute',
    summary: 'The decision, without sending anything',
    scope: 'messages:read',
    body: 'RouteBody',
    answer: ['200', 'Decision', 'The decision'],
    problems: ['400', '401', '403', '413', '415'],
  },
  {
    method: 'put',
    path: '/v1/prospects/{prospectId}',
    operationId: 'putProspect',
    summary: 'Create a prospect or replace its fields',
    scope: 'prospects:write',
    parameters: [PROSPECT_ID],
    body: 'ProspectBody',
    answer: ['200', 'ProspectBody', 'The prospect'],
    problems: ['400', '401', '403', '415'],
  },
  {
    method: 'get',
    path: '/v1/prospects/{prospectId}',
    operationId: 'getProspect',
    summary: 'A prospect with its consents',
    scope: 'prospects:read',
    parameters: [PROSPECT_ID],
    answer: ['200', 'ProspectBody', 'The prospect'],
    problems: ['401', '403', '404'],
  },
  {
    method: 'put',
    path: '/v1/prospects/{prospectId}/consents/{purpose}',
    operationId: 'recordConsent',
    summary: 'Record a consent or a refusal, with its proof',
    scope: 'prospects:write',
    parameters: [PROSPECT_ID, inPath('purpose', '`marketing`')],
    body: 'Consent',
    answer: ['200', 'ProspectBody', 'The prospect'],
    problems: ['400', '401', '403', '404', '415'],
  },
];

const reference = (schema: string): object => ({ $ref: `#/components/schemas/${schema}` });

function operationOf({ operationId, summary, scope, parameters, body, answer, problems }: Operation): object {
  const [status, schema, description] = answer;
  const problem = {
    description: 'RFC 9457 problem',
    content: { 'application/problem+json': { schema: reference('Problem') } },
  };
  return {
    operationId,
    summary,
    description: `Scope: \`${scope}\`.`,
    ...(parameters !== undefined && { parameters }),
    ...(body !== undefined && {
      requestBody: { required: true, content: { 'application/json': { schema: reference(body) } } },
    }),
    responses: {
      [status]: { description, content: { 'application/json': { schema: reference(schema) } } },
      ...Object.fromEntries(problems.map((code) => [code, problem])),
    },
  };
}

/** The OpenAPI 3.1 document of version 1. Schemas come from the contracts that the functions run. */
export function openApiDocument(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of OPERATIONS) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationOf(operation) };
  }
  const schemas = Object.fromEntries([
    ...Object.entries(BODIES).map(([name, schema]) => [name, jsonSchema(schema, 'input')]),
    ...Object.entries(ANSWERS).map(([name, schema]) => [name, jsonSchema(schema, 'output')]),
  ]);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Coccinelle',
      version: '1',
      description: 'Omnichannel messaging: say what to tell whom.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    security: [{ apiKey: [] }],
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of the tenant' },
      },
      schemas,
    },
  };
}

function jsonSchema(schema: z.ZodMiniType, io: 'input' | 'output'): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
