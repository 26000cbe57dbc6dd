import { createPublicKey, randomUUID, verify } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { OAuth2Issuer, OAuth2Service, type TokenRequestIncomingMessage } from 'oauth2-mock-server';
import type { VirtualClock } from '../virtual-clock.ts';
import { isObject, type Properties } from '../template/cloud-formation.ts';
import { type DemoAgent, findAgent, groupsOf } from './demo-agents.ts';

export interface LocalIssuerOptions {
  /** The `iss` of tokens: where this answers. */
  readonly url: string;
  readonly clientId: string;
  readonly clock: VirtualClock;
  /** Keeps the key, so that nobody is signed out by a restart. */
  readonly keyFile: string;
}

/** As long as Cognito's here; see lib/constructs/agent-sign-in.ts. */
const LIFETIME_SECONDS = 15 * 60;
const ENDPOINTS = {
  jwks: '/.well-known/jwks.json',
  authorize: '/oauth2/authorize',
  token: '/oauth2/token',
  revoke: '/oauth2/revoke',
  userinfo: '/oauth2/userInfo',
  endSession: '/logout',
};

/** Stands for Cognito: the same claims, codes that are good once and only with their PKCE verifier, and no passwords. */
export class LocalIssuer {
  readonly service: OAuth2Service;
  readonly #options: LocalIssuerOptions;
  readonly #issuer = new OAuth2Issuer();
  readonly #ready: Promise<unknown>;
  /** Who is behind a code that was not used yet. */
  readonly #codes = new Map<string, DemoAgent>();

  constructor(options: LocalIssuerOptions) {
    this.#options = options;
    this.#issuer.url = options.url;
    this.service = new OAuth2Service(this.#issuer, ENDPOINTS);
    this.#ready = this.#readKey();
    this.service.on('beforeAuthorizeRedirect', ({ url }: { url: URL }, request: { url?: string }) => {
      const chosen = new URL(request.url ?? '', options.url).searchParams.get('agent');
      const agent = findAgent(chosen);
      const code = url.searchParams.get('code');
      if (agent !== undefined && code !== null) this.#codes.set(code, agent);
    });
    this.service.on('beforeTokenSigning', (token: Token, request: TokenRequestIncomingMessage) => {
      const agent = this.#agentBehind(request.body);
      // The ID token is the one with an audience.
      if (agent !== undefined) this.#fill(token.payload, agent, 'aud' in token.payload ? 'id' : 'access');
    });
    this.service.on('beforeResponse', (answer: TokenAnswer, request: TokenRequestIncomingMessage) => {
      this.#answer(answer, request.body);
    });
  }

  /** The key is there. */
  async ready(): Promise<void> {
    await this.#ready;
  }

  /** Tokens without a browser. */
  async tokensOf(agent: DemoAgent): Promise<object> {
    await this.#ready;
    const build = (use: 'access' | 'id'): Promise<string> =>
      this.#issuer.buildToken({
        scopesOrTransform: (_header, payload) => this.#fill(payload, agent, use),
      });
    return {
      access_token: await build('access'),
      id_token: await build('id'),
      token_type: 'Bearer',
      expires_in: LIFETIME_SECONDS,
    };
  }

  /** What a token says, when it is one of ours and has not run out; as AppSync checks it. */
  async claimsOf(token: string): Promise<Properties | undefined> {
    await this.#ready;
    const [head = '', body = '', signature = ''] = token.replace(/^Bearer +/i, '').split('.');
    const claims = parse(body);
    const header = parse(head);
    const key = this.#issuer.keys.toJSON().find(({ kid }) => kid === header?.['kid']);
    if (claims === undefined || key === undefined || header?.['alg'] !== 'RS256') return undefined;
    const publicKey = createPublicKey({ key, format: 'jwk' });
    const isSigned = verify(
      'sha256',
      Buffer.from(`${head}.${body}`),
      publicKey,
      Buffer.from(signature, 'base64url'),
    );
    const isValid =
      claims['iss'] === this.#options.url && Number(claims['exp']) * 1_000 > this.#options.clock.now();
    return isSigned && isValid ? claims : undefined;
  }

  async #readKey(): Promise<void> {
    const { keyFile } = this.#options;
    if (existsSync(keyFile)) {
      await this.#issuer.keys.add(JSON.parse(readFileSync(keyFile, 'utf8')));
      return;
    }
    const key = await this.#issuer.keys.generate('RS256');
    writeFileSync(keyFile, JSON.stringify(key));
  }

  /** Somebody's refresh token says who they are: it has to survive a restart. */
  #agentBehind(body: Body): DemoAgent | undefined {
    if (body.client_id !== this.#options.clientId) return undefined;
    if (body.grant_type === 'authorization_code' && typeof body.code_verifier === 'string')
      return this.#codes.get(String(body.code));
    if (body.grant_type !== 'refresh_token') return undefined;
    return findAgent(/^refresh\.(\w+)\./.exec(String(body.refresh_token))?.[1]);
  }

  #fill(payload: Record<string, unknown>, agent: DemoAgent, use: 'access' | 'id'): void {
    const { clientId, clock } = this.#options;
    const now = Math.floor(clock.now() / 1_000);
    const about = { sub: agent.id, iat: now, nbf: now, exp: now + LIFETIME_SECONDS, token_use: use };
    const groups = { 'cognito:groups': groupsOf(agent) };
    if (use === 'access') Object.assign(payload, about, groups, { client_id: clientId, username: agent.id });
    else Object.assign(payload, about, groups, { aud: clientId, name: agent.name, email: agent.email });
  }

  #answer(answer: TokenAnswer, body: Body): void {
    const agent = this.#agentBehind(body);
    this.#codes.delete(String(body.code));
    if (agent === undefined) Object.assign(answer, { statusCode: 400, body: { error: 'invalid_grant' } });
    else if (isObject(answer.body)) {
      const rest = { expires_in: LIFETIME_SECONDS, refresh_token: `refresh.${agent.id}.${randomUUID()}` };
      answer.body = { ...answer.body, ...rest };
    }
  }
}

/** A request for tokens, as far as it is looked at. */
interface Body {
  readonly grant_type?: unknown;
  readonly client_id?: unknown;
  readonly code?: unknown;
  readonly code_verifier?: unknown;
  readonly refresh_token?: unknown;
}

interface Token {
  payload: Record<string, unknown>;
}

interface TokenAnswer {
  body: unknown;
  statusCode: number;
}

function parse(part: string): Properties | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
