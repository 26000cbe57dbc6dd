import { detailsView, entryView, sentView } from '../../shared/contracts/http/conversation-view.ts';
import { threadQuery } from '../../shared/contracts/http/conversation-body.ts';
import { cursorOf } from '../../shared/contracts/http/list-page.ts';
import { AppError } from '../../shared/errors.ts';
import type { ApiRequest, Route } from '../../shared/runtime/http/api.ts';
import { authorOf } from '../../shared/runtime/http/author.ts';
import { requirePosition } from '../../shared/runtime/http/page.ts';
import { fitQuery } from '../../shared/runtime/http/query.ts';
import { findConversation, readConversation } from '../../shared/use-cases/read-conversation.ts';
import { isInThreadOf, peopleOf, readThread } from '../../shared/use-cases/read-thread.ts';
import { wordsOf } from '../../shared/use-cases/words-of.ts';
import type { ConversationPorts } from '../../shared/use-cases/conversation-ports.ts';

const SCOPE = 'conversations:read';
const DEFAULT_LIMIT = 50;

/** One conversation: what stands beside it, what was said, and the files that came with it. */
export function threadRoutes(ports: ConversationPorts): Route[] {
  const details = async (request: ApiRequest) => {
    const scope = ports.scopes(request.tenantId);
    const found = await readConversation(scope, prospectOf(request), authorOf(request));
    return { status: 200, body: detailsView(found) };
  };
  const messages = async (request: ApiRequest) => {
    const { limit = DEFAULT_LIMIT, cursor } = fitQuery(threadQuery, request);
    const { tenantId } = request;
    const id = prospectOf(request);
    const name = `thread ${tenantId} ${id}`;
    const before = requirePosition(name, cursor);
    const scope = ports.scopes(tenantId);
    await findConversation(scope, id);
    const { items, next } = await readThread(scope, id, { limit, before });
    const tenant = await ports.tenants.get(tenantId);
    const views = await Promise.all(
      items.map(async (item) =>
        'sent' in item
          ? sentView(item.sent, await wordsOf(scope, item.sent, tenant))
          : entryView(item.entry, id),
      ),
    );
    const nextCursor = next === undefined ? {} : { nextCursor: cursorOf(name, next) };
    return { status: 200, body: { items: views, ...nextCursor } };
  };
  const file = async (request: ApiRequest) => {
    const { tenantId, params } = request;
    const scope = ports.scopes(tenantId);
    const entry = await scope.threads.find(params['entryId'] ?? '');
    const people = await peopleOf(scope, prospectOf(request));
    const key = entry?.kind === 'inbound' ? entry.files[Number(params['index'])]?.key : undefined;
    if (key === undefined || !isInThreadOf(people, entry?.id ?? ''))
      throw new AppError('not-found', 'There is no such file.');
    // Not a redirect: a browser cannot send the credential along with the address of a picture.
    const url = await ports.attachments.temporaryUrl(key, ports.clock.now());
    return { status: 200, body: { url }, headers: { 'cache-control': 'no-store' } };
  };
  return [
    { method: 'GET', path: '/v1/conversations/{prospectId}', scope: SCOPE, handle: details },
    { method: 'GET', path: '/v1/conversations/{prospectId}/messages', scope: SCOPE, handle: messages },
    {
      method: 'GET',
      path: '/v1/conversations/{prospectId}/files/{entryId}/{index}',
      scope: SCOPE,
      handle: file,
    },
  ];
}

export const prospectOf = ({ params }: ApiRequest): string => params['prospectId'] ?? '';
