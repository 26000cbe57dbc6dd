import { changeView, conversationView } from '../../shared/contracts/http/conversation-view.ts';
import { noQuery } from '../../shared/contracts/http/agent-body.ts';
import { conversationsQuery, syncQuery } from '../../shared/contracts/http/conversation-body.ts';
import { cursorOf } from '../../shared/contracts/http/list-page.ts';
import type { ApiRequest, Route } from '../../shared/runtime/http/api.ts';
import { authorOf } from '../../shared/runtime/http/author.ts';
import { requirePosition } from '../../shared/runtime/http/page.ts';
import { fitQuery } from '../../shared/runtime/http/query.ts';
import { countConversations, listConversations } from '../../shared/use-cases/list-conversations.ts';
import { syncConversations } from '../../shared/use-cases/sync-conversations.ts';
import type { ConversationPorts } from '../../shared/use-cases/conversation-ports.ts';

const SCOPE = 'conversations:read';
const DEFAULT_LIMIT = 50;

/** What the list shows, how much there is, and what has changed. */
export function listRoutes(ports: ConversationPorts): Route[] {
  const list = async (request: ApiRequest) => {
    const { limit = DEFAULT_LIMIT, cursor, ...query } = fitQuery(conversationsQuery, request);
    const agent = authorOf(request);
    const asked = { ...query, ...(query.assignee === 'me' && { assignee: agent }) };
    const name = `conversations ${request.tenantId} ${agent} ${JSON.stringify(asked)}`;
    const after = requirePosition(name, cursor);
    const { conversations } = ports.scopes(request.tenantId);
    const { items, next } = await listConversations(conversations, asked, { agent, limit, after });
    const nextCursor = next === undefined ? {} : { nextCursor: cursorOf(name, next) };
    return { status: 200, body: { items: items.map(conversationView), ...nextCursor } };
  };
  const count = async (request: ApiRequest) => {
    fitQuery(noQuery, request);
    const { conversations } = ports.scopes(request.tenantId);
    return { status: 200, body: await countConversations(conversations, authorOf(request)) };
  };
  const sync = async (request: ApiRequest) => {
    const { since } = fitQuery(syncQuery, request);
    const { seq, items, more } = await syncConversations(ports, request.tenantId, since);
    return { status: 200, body: { seq, items: items.map(changeView), ...(more && { more }) } };
  };
  return [
    { method: 'GET', path: '/v1/conversations', scope: SCOPE, handle: list },
    { method: 'GET', path: '/v1/conversations/counts', scope: SCOPE, handle: count },
    { method: 'GET', path: '/v1/sync', scope: SCOPE, handle: sync },
  ];
}
