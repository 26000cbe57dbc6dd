import type { paths as Documented } from './schema.ts';
import type * as Manage from './manage-types.ts';
import type * as Shape from './types.ts';

type Answer<Body> = { 200: { headers: Record<string, string>; content: { 'application/json': Body } } };
type Operation<Body, Parameters, Result> = {
  parameters: Parameters;
  responses: Answer<Result>;
} & ([Body] extends [never] ? object : { requestBody: { content: { 'application/json': Body } } });
type Read<Result, Query = object, Path = object> = {
  get: Operation<never, { query?: Query; path: Path }, Result>;
};
type Person = { prospectId: string };
type OnPerson<Body, Result> = { post: Operation<Body, { path: Person }, Result> };
type Paged = { limit?: number; cursor?: string };

/** What search, statistics and settings ask for, until the document has it. */
interface Agreed {
  '/v1/search': Read<Shape.Page<Shape.SearchHit>, { q: string } & Paged>;
  '/v1/prospects': Read<Shape.Page<Shape.ProspectSummary>, { q?: string } & Paged>;
  '/v1/prospects/{prospectId}/merge': OnPerson<{ into: string }, unknown>;
  '/v1/prospects/{prospectId}/unmerge': OnPerson<object, unknown>;
  '/v1/stats': Read<Manage.Statistics, { from: string; to: string; by?: 'day' }>;
  '/v1/settings': Read<Manage.Settings>;
  '/v1/settings/policy': {
    put: Operation<Partial<Manage.Policy> & { basedOn?: string | number }, object, Manage.Settings>;
  };
  '/v1/settings/points': {
    put: Operation<{ points: Manage.PointsTable | null; basedOn?: string | number }, object, Manage.Settings>;
  };
  '/v1/settings/points/replay': { post: Operation<{ points: Manage.PointsTable }, object, Manage.Replay> };
  '/v1/api-keys': Read<Shape.Page<Manage.ApiKeySummary>> & {
    post: Operation<{ name: string; scopes: string[] }, object, Manage.ApiKeySummary>;
  };
  '/v1/api-keys/{keyId}': { delete: Operation<never, { path: { keyId: string } }, undefined> };
}

/** Every path of the API with what it takes and answers. */
export type ApiPaths = Agreed & Omit<Documented, keyof Agreed>;
