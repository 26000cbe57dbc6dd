import document from '../../../lambdas/openapi/openapi.json' with { type: 'json' };
import type { Scope } from '../../../shared/domain/api-key.ts';

/** A JSON Schema, as far as the document uses it. */
export interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
  readonly pattern?: string;
}

/** One operation of the OpenAPI document. */
export interface Operation {
  /** `PUT /v1/prospects/{prospectId}`. */
  readonly route: string;
  readonly method: string;
  readonly path: string;
  readonly scope: Scope;
  readonly body: Schema | undefined;
  /** The statuses that the document declares, as numbers. */
  readonly statuses: readonly number[];
}

interface DocumentedOperation {
  readonly description: string;
  readonly requestBody?: { readonly content: { 'application/json': { schema: { $ref: string } } } };
  readonly responses: Readonly<Record<string, unknown>>;
}

const SCHEMAS = document.components.schemas as unknown as Readonly<Record<string, Schema>>;
const PATHS = document.paths as unknown as Readonly<Record<string, Record<string, DocumentedOperation>>>;

/** Everything that the document of the API describes. */
export const OPERATIONS: readonly Operation[] = Object.entries(PATHS).flatMap(([path, methods]) =>
  Object.entries(methods).map(([name, { description, requestBody, responses }]) => {
    const method = name.toUpperCase();
    const schema = requestBody?.content['application/json'].schema.$ref.split('/').at(-1);
    return {
      route: `${method} ${path}`,
      method,
      path,
      scope: /`(.+)`/.exec(description)?.[1] as Scope,
      body: schema === undefined ? undefined : SCHEMAS[schema],
      statuses: Object.keys(responses).map(Number),
    };
  }),
);

/** What is wrong with a table that must have one entry for every route; nothing when it is complete. */
export function gapsIn(covered: readonly string[], routes: readonly string[]): string[] {
  const missing = routes.filter((route) => !covered.includes(route));
  const gone = covered.filter((route) => !routes.includes(route));
  return [
    ...missing.map((route) => `${route} has no entry: say how it is attacked`),
    ...gone.map((route) => `${route} has an entry, and is no route any more`),
  ];
}
