import { apiHandler, type ApiOptions } from '../../shared/runtime/http/api.ts';
import type { ConversationPorts } from '../../shared/use-cases/conversation-ports.ts';
import { changeRoutes } from './changes.ts';
import { listRoutes } from './lists.ts';
import { peopleRoutes } from './people.ts';
import { replyRoutes } from './replies.ts';
import { savedReplyRoutes } from './saved-replies.ts';
import { threadRoutes } from './threads.ts';

/** The inbox: what is to answer, what was said, and what agents do about it. */
export function createHandler(ports: ConversationPorts, options: ApiOptions) {
  const routes = [listRoutes, threadRoutes, changeRoutes, replyRoutes, savedReplyRoutes, peopleRoutes];
  return apiHandler(
    routes.flatMap((make) => make(ports)),
    options,
  );
}
