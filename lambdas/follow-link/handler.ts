import { apiHandler, type ApiOptions, type ApiResponse, type Route } from '../../shared/runtime/http/api.ts';
import { noticePage, redirection } from '../../shared/runtime/http/notice-page.ts';
import { requireAtMost } from '../../shared/runtime/http/request-size.ts';
import { followLink, type LinkPorts, type LinkTarget, readLink } from '../../shared/use-cases/follow-link.ts';
import { answerNotice } from './answer-notices.ts';
import { EXAMPLE_LINK, UNKNOWN_LINK, unsubscribeNotice } from './notices.ts';

const PATH = '/l/{token}';
/** In bytes. The form has one field; mail programs send one of their own. */
const LARGEST_FORM = 10 * 1024;

/**
 * The links that prospects are sent. Opening one shows what it does; sending its form, or the one click of a mail
 * program (RFC 8058), does it.
 */
export function createHandler(ports: LinkPorts, options: ApiOptions) {
  const show: Route = {
    method: 'GET',
    path: PATH,
    scope: 'public',
    handle: async ({ params }) => answer(await readLink(ports, params['token'] ?? ''), 'ask'),
  };
  const act: Route = {
    method: 'POST',
    path: PATH,
    scope: 'public',
    handle: async ({ params, body }) => {
      requireAtMost(body, LARGEST_FORM);
      return answer(await followLink(ports, params['token'] ?? '', body), 'done');
    },
  };
  return apiHandler([show, act], options);
}

function answer(target: LinkTarget | undefined, state: 'ask' | 'done'): ApiResponse {
  if (target === undefined) return noticePage(404, UNKNOWN_LINK);
  if (target.kind === 'example') return noticePage(200, EXAMPLE_LINK);
  if (target.kind === 'redirect') return redirection(target.url);
  if (target.kind === 'answer') {
    // A form without an answer did nothing.
    const isRefused = state === 'done' && target.tapped === undefined;
    return noticePage(isRefused ? 400 : 200, answerNotice(target.question, target.tapped));
  }
  return noticePage(200, unsubscribeNotice(state, target.tenant.name, target.link.locale));
}
