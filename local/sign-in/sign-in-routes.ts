import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../aws/read-body.ts';
import { writeJson } from '../http/http-answer.ts';
import type { LocalRoutes } from '../parts.ts';
import { SIGN_IN_PATH } from '../template/physical.ts';
import { findAgent } from './demo-agents.ts';
import type { LocalIssuer } from './local-issuer.ts';
import { PAGE_HEADERS, refusalPage, signInPage } from './sign-in-page.ts';

const LARGEST_BODY = 64 * 1024;

/** The addresses below `/_local/sign-in`: an OpenID provider whose sign-in is one click. */
export class SignInRoutes implements LocalRoutes {
  readonly #issuer: LocalIssuer;
  readonly #clientId: string;

  constructor(issuer: LocalIssuer, clientId: string) {
    this.#issuer = issuer;
    this.#clientId = clientId;
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> {
    if (!url.pathname.startsWith(`${SIGN_IN_PATH}/`)) return false;
    await this.#issuer.ready();
    const path = url.pathname.slice(SIGN_IN_PATH.length);
    if (`${request.method} ${path}` === 'POST /token') await this.#giveToken(request, response);
    else if (path === '/oauth2/authorize' && !this.#mayGoOn(response, url)) return true;
    else if (path === '/logout') leave(response, url);
    else {
      request.url = path + url.search;
      this.#issuer.service.requestHandler(request, response);
    }
    return true;
  }

  /** For tests and for curl. */
  async #giveToken(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await readBody(request, LARGEST_BODY))?.toString('utf8') ?? '';
    const agent = findAgent(/"agent"\s*:\s*"(\w+)"/.exec(body)?.[1]);
    if (agent === undefined)
      writeJson(response, 400, { detail: 'agent is one of those that GET /_local names' });
    else writeJson(response, 200, await this.#issuer.tokensOf(agent));
  }

  /** False when a page was shown instead: whom to be, or what is wrong with what the application asked for. */
  #mayGoOn(response: ServerResponse, url: URL): boolean {
    const { searchParams: query } = url;
    const wrong = this.#whatIsWrong(query);
    if (wrong === undefined && findAgent(query.get('agent')) !== undefined) return true;
    response.writeHead(wrong === undefined ? 200 : 400, PAGE_HEADERS);
    response.end(wrong === undefined ? signInPage(url) : refusalPage(wrong));
    return false;
  }

  /** What Cognito would not accept either. */
  #whatIsWrong(query: URLSearchParams): string | undefined {
    if (query.get('client_id') !== this.#clientId) return 'client_id: unknown application';
    if (query.get('response_type') !== 'code') return 'response_type: code expected';
    if (query.get('code_challenge_method') !== 'S256' || !query.get('code_challenge'))
      return 'code_challenge: PKCE with S256 expected';
    if (!isOnThisMachine(query.get('redirect_uri'))) return 'redirect_uri: not an address of this machine';
    return undefined;
  }
}

/** The stack itself, or a development server beside it. */
function isOnThisMachine(address: string | null): boolean {
  if (address === null || !URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname);
}

/** As Cognito's logout, and OpenID Connect's own. */
function leave(response: ServerResponse, { searchParams }: URL): void {
  const back = searchParams.get('logout_uri') ?? searchParams.get('post_logout_redirect_uri');
  if (!isOnThisMachine(back)) response.writeHead(400, PAGE_HEADERS).end(refusalPage('logout_uri'));
  else response.writeHead(302, { location: back ?? '/', 'cache-control': 'no-store' }).end();
}
