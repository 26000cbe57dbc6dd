import type { Scope } from '../domain/api-key.ts';

/** One method of one path, as the OpenAPI document describes it. Schemas go by their names there. */
export interface Operation {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  operationId: string;
  summary: string;
  scope: Scope;
  parameters?: readonly object[];
  body?: string;
  /** Media types of the body; JSON unless told. */
  takes?: readonly string[];
  /** Status and schema of the answer; `null`: it has no body. */
  answer: readonly [status: string, schema: string | null, description: string];
  /** Another answer, to a request that asked for it. */
  alternative?: readonly [status: string, schema: string, description: string];
  problems: readonly string[];
}

/** Of a JSON merge patch (RFC 7396, section 4); plain JSON is taken too. */
export const MERGE_PATCH_TYPES = ['application/merge-patch+json', 'application/json'];

export const inPath = (name: string, description: string): object => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
});

export const inQuery = (name: string, description: string, schema: object): object => ({
  name,
  in: 'query',
  required: false,
  description,
  schema,
});

/** Of every list. */
export const PAGE = [
  inQuery('limit', 'How many; 50 unless told', { type: 'integer', minimum: 1, maximum: 200 }),
  inQuery('cursor', 'The `nextCursor` of the page before', { type: 'string' }),
];

/** Of every POST that creates. */
export const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key and body within 24 hours get the first answer again; another body gets 422',
  schema: { type: 'string', maxLength: 255 },
};
