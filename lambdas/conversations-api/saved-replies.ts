import { noQuery } from '../../shared/contracts/http/agent-body.ts';
import { savedReplyBody } from '../../shared/contracts/http/conversation-body.ts';
import type { ApiRequest, ApiResponse, Route } from '../../shared/runtime/http/api.ts';
import { fit, readJson } from '../../shared/runtime/http/json-body.ts';
import { fitQuery } from '../../shared/runtime/http/query.ts';
import type { ConversationPorts } from '../../shared/use-cases/conversation-ports.ts';
import {
  createSavedReply,
  removeSavedReply,
  replaceSavedReply,
} from '../../shared/use-cases/keep-saved-replies.ts';

const PATH = '/v1/saved-replies';

/** Words that agents use again and again. */
export function savedReplyRoutes(ports: ConversationPorts): Route[] {
  const store = ({ tenantId }: ApiRequest) => ports.scopes(tenantId).savedReplies;
  const wordsOf = (request: ApiRequest) => fit(savedReplyBody, readJson(request));
  const list = async (request: ApiRequest): Promise<ApiResponse> => {
    fitQuery(noQuery, request);
    return { status: 200, body: { items: await store(request).list() } };
  };
  const create = async (request: ApiRequest): Promise<ApiResponse> => ({
    status: 201,
    body: await createSavedReply(store(request), ports.ids, wordsOf(request)),
  });
  const replace = async (request: ApiRequest): Promise<ApiResponse> => ({
    status: 200,
    body: await replaceSavedReply(store(request), idOf(request), wordsOf(request)),
  });
  const remove = async (request: ApiRequest): Promise<ApiResponse> => {
    await removeSavedReply(store(request), idOf(request));
    return { status: 204 };
  };
  const [read, write] = ['conversations:read', 'conversations:write'] as const;
  return [
    { method: 'GET', path: PATH, scope: read, handle: list },
    { method: 'POST', path: PATH, scope: write, handle: create },
    { method: 'PUT', path: `${PATH}/{replyId}`, scope: write, handle: replace },
    { method: 'DELETE', path: `${PATH}/{replyId}`, scope: write, handle: remove },
  ];
}

const idOf = ({ params }: ApiRequest): string => params['replyId'] ?? '';
