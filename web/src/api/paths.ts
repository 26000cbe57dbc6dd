import type { paths as Documented } from './schema.ts';
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

/** What search and the list of people ask for, until the document has it. */
interface Agreed {
  '/v1/search': Read<Shape.Page<Shape.SearchHit>, { q: string } & Paged>;
  '/v1/prospects': Read<Shape.Page<Shape.ProspectSummary>, { q?: string } & Paged>;
  '/v1/prospects/{prospectId}/merge': OnPerson<{ into: string }, unknown>;
  '/v1/prospects/{prospectId}/unmerge': OnPerson<object, unknown>;
}

/** Every path of the API with what it takes and answers. */
export type ApiPaths = Agreed & Omit<Documented, keyof Agreed>;
