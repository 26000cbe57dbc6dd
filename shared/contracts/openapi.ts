import * as z from 'zod/mini';
import type { Operation } from './operation.ts';
import { OPERATIONS } from './operations.ts';
import { ANSWERS, BODIES } from './schemas.ts';

const JSON_TYPE = 'application/json';

const reference = (schema: string): object => ({ $ref: `#/components/schemas/${schema}` });

function operationOf(operation: Operation): object {
  const {
    operationId,
    summary,
    scope,
    parameters,
    body,
    takes = [JSON_TYPE],
    answer,
    alternative,
    problems,
  } = operation;
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
      requestBody: {
        required: true,
        content: Object.fromEntries(takes.map((type) => [type, { schema: reference(body) }])),
      },
    }),
    responses: {
      ...answerOf(answer),
      ...(alternative !== undefined && answerOf(alternative)),
      ...Object.fromEntries(problems.map((code) => [code, problem])),
    },
  };
}

function answerOf([status, schema, description]: Operation['answer']): object {
  const content = schema !== null && { content: { [JSON_TYPE]: { schema: reference(schema) } } };
  return { [status]: { description, ...content } };
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
    security: [{ apiKey: [] }, { accessToken: [] }],
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of the tenant' },
        accessToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'The OpenID Connect access token of an agent; what it allows comes from the role',
        },
      },
      schemas,
    },
  };
}

function jsonSchema(schema: z.ZodMiniType, io: 'input' | 'output'): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
