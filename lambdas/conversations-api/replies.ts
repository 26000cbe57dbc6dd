import { replyBody, retryBody } from '../../shared/contracts/http/conversation-body.ts';
import { contentOf } from '../../shared/contracts/http/reply-content.ts';
import type { ApiRequest, ApiResponse, Route } from '../../shared/runtime/http/api.ts';
import { accepted, idempotencyOf } from '../../shared/runtime/http/accepted.ts';
import { authorOf } from '../../shared/runtime/http/author.ts';
import { fit, readJson } from '../../shared/runtime/http/json-body.ts';
import { reply } from '../../shared/use-cases/reply.ts';
import { retryMessage } from '../../shared/use-cases/retry-message.ts';
import type { ConversationPorts } from '../../shared/use-cases/conversation-ports.ts';
import { prospectOf } from './threads.ts';

/** Answers, anew or once more. */
export function replyRoutes(ports: ConversationPorts): Route[] {
  const answer = async (request: ApiRequest): Promise<ApiResponse> => {
    const { channel, seen, force, ...said } = fit(replyBody, readJson(request));
    const content = contentOf(said);
    return accepted(
      await reply(ports, request.tenantId, prospectOf(request), {
        by: authorOf(request),
        content,
        channel,
        seen,
        force,
        ...idempotencyOf(request),
      }),
    );
  };
  const again = async (request: ApiRequest): Promise<ApiResponse> => {
    const { channel } = request.body === '' ? {} : fit(retryBody, readJson(request));
    const asked = { by: authorOf(request), channel, ...idempotencyOf(request) };
    return accepted(await retryMessage(ports, request.tenantId, request.params['messageId'] ?? '', asked));
  };
  const scope = 'conversations:write';
  return [
    { method: 'POST', path: '/v1/conversations/{prospectId}/messages', scope, handle: answer },
    { method: 'POST', path: '/v1/messages/{messageId}/retry', scope, handle: again },
  ];
}
