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
type OnPerson<Method extends string, Body, Result> = {
  [M in Method]: Operation<Body, { path: Person; header?: { 'Idempotency-Key'?: string } }, Result>;
};
type Paged = { limit?: number; cursor?: string };

export interface ConversationQuery extends Paged {
  view?: Shape.View;
  channel?: Shape.Channel;
  unread?: boolean;
  assignee?: string;
}

/** What the inbox, statistics and settings ask for, until the document has it. */
interface Agreed {
  '/v1/me': Read<Shape.Me> & {
    put: Operation<{ name: string; email?: string; locale?: 'fr' | 'en' }, object, Shape.Me>;
  };
  '/v1/agents': Read<Shape.Page<Shape.Agent>>;
  '/v1/conversations': Read<Shape.Page<Shape.ConversationView>, ConversationQuery>;
  '/v1/conversations/counts': Read<Shape.Counts>;
  '/v1/conversations/{prospectId}': Read<Shape.ConversationDetails, object, Person>;
  '/v1/conversations/{prospectId}/messages': Read<Shape.Page<Shape.ThreadEntry>, Paged, Person> &
    OnPerson<'post', Shape.ReplyBody, { id: string; status: Shape.MessageStatus }>;
  '/v1/conversations/{prospectId}/read': OnPerson<'post', { upTo?: string }, Shape.ConversationView>;
  '/v1/conversations/{prospectId}/unread': OnPerson<'post', object, Shape.ConversationView>;
  '/v1/conversations/{prospectId}/done': OnPerson<'post', { upTo?: string }, Shape.ConversationView>;
  '/v1/conversations/{prospectId}/snooze': OnPerson<'post', { until: string }, Shape.ConversationView> &
    OnPerson<'delete', never, Shape.ConversationView>;
  '/v1/conversations/{prospectId}/assignee': OnPerson<
    'put',
    { agentId: string | null },
    Shape.ConversationView
  >;
  '/v1/conversations/{prospectId}/labels': OnPerson<'put', { labels: string[] }, Shape.ConversationView>;
  '/v1/conversations/{prospectId}/notes': OnPerson<'post', { text: string }, Shape.NoteEntry>;
  '/v1/conversations/{prospectId}/draft': OnPerson<
    'put',
    { text: string; channel?: Shape.Channel },
    undefined
  >;
  '/v1/messages/{messageId}/retry': {
    post: Operation<
      { channel?: Shape.Channel },
      { path: { messageId: string }; header?: { 'Idempotency-Key'?: string } },
      { id: string; status: Shape.MessageStatus }
    >;
  };
  '/v1/saved-replies': Read<Shape.Page<Shape.SavedReply>> & {
    post: Operation<{ title: string; text: string }, object, Shape.SavedReply>;
  };
  '/v1/search': Read<Shape.Page<Shape.SearchHit>, { q: string } & Paged>;
  '/v1/prospects': Read<Shape.Page<Shape.ProspectSummary>, { q?: string } & Paged>;
  '/v1/prospects/{prospectId}/merge': OnPerson<'post', { into: string }, unknown>;
  '/v1/prospects/{prospectId}/unmerge': OnPerson<'post', object, unknown>;
  '/v1/sync': Read<Shape.SyncAnswer, { since?: number }>;
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
