import {
  assigneeBody,
  draftBody,
  labelsBody,
  noteBody,
  snoozeBody,
  upToBody,
} from '../../shared/contracts/http/conversation-body.ts';
import { conversationView, entryView } from '../../shared/contracts/http/conversation-view.ts';
import type { NumberedConversation } from '../../shared/domain/conversation.ts';
import type { ApiRequest, ApiResponse, Route } from '../../shared/runtime/http/api.ts';
import { authorOf } from '../../shared/runtime/http/author.ts';
import { fit, readJson } from '../../shared/runtime/http/json-body.ts';
import {
  addNote,
  assign,
  label,
  markDone,
  markRead,
  markUnread,
  snooze,
  unsnooze,
} from '../../shared/use-cases/tend-conversation.ts';
import { findConversation } from '../../shared/use-cases/read-conversation.ts';
import type { ConversationPorts } from '../../shared/use-cases/conversation-ports.ts';
import { prospectOf } from './threads.ts';

const FOLDER = '/v1/conversations/{prospectId}';

type Change = (request: ApiRequest, about: readonly [string, string]) => Promise<NumberedConversation>;

/** What agents do to a conversation. */
export function changeRoutes(ports: ConversationPorts): Route[] {
  const change = (method: Route['method'], path: string, make: Change): Route => ({
    method,
    path: `${FOLDER}/${path}`,
    scope: 'conversations:write',
    handle: async (request) => ({
      status: 200,
      body: conversationView(await make(request, [request.tenantId, prospectOf(request)])),
    }),
  });
  return [
    change('POST', 'read', (request, about) => markRead(ports, ...about, upTo(request))),
    change('POST', 'unread', (_, about) => markUnread(ports, ...about)),
    change('POST', 'done', (request, about) =>
      markDone(ports, ...about, { by: authorOf(request), upTo: upTo(request) }),
    ),
    change('POST', 'snooze', (request, about) =>
      snooze(ports, ...about, fit(snoozeBody, readJson(request)).until),
    ),
    change('DELETE', 'snooze', (_, about) => unsnooze(ports, ...about)),
    change('PUT', 'assignee', (request, about) => {
      const { agentId } = fit(assigneeBody, readJson(request));
      return assign(ports, ...about, { by: authorOf(request), to: agentId ?? undefined });
    }),
    change('PUT', 'labels', (request, about) =>
      label(ports, ...about, fit(labelsBody, readJson(request)).labels),
    ),
    ...writtenByAgents(ports),
  ];
}

/** Notes and drafts. */
function writtenByAgents(ports: ConversationPorts): Route[] {
  const note = async (request: ApiRequest): Promise<ApiResponse> => {
    const { text } = fit(noteBody, readJson(request));
    const id = prospectOf(request);
    const added = await addNote(ports, request.tenantId, id, { by: authorOf(request), text });
    return { status: 201, body: entryView(added, id) };
  };
  const draft = async (request: ApiRequest): Promise<ApiResponse> => {
    const { text, channel } = fit(draftBody, readJson(request));
    const scope = ports.scopes(request.tenantId);
    const { prospectId } = await findConversation(scope, prospectOf(request));
    const begun = { text, at: ports.clock.now(), ...(channel !== undefined && { channel }) };
    await scope.threads.keepDraft(prospectId, authorOf(request), text === '' ? undefined : begun);
    return { status: 204 };
  };
  return [
    { method: 'POST', path: `${FOLDER}/notes`, scope: 'conversations:write', handle: note },
    { method: 'PUT', path: `${FOLDER}/draft`, scope: 'conversations:write', handle: draft },
  ];
}

/** Nothing said: everything. */
function upTo(request: ApiRequest): string | undefined {
  return request.body === '' ? undefined : fit(upToBody, readJson(request)).upTo;
}
