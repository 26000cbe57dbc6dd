import { FailedAssertionError, JwtBaseError } from 'aws-jwt-verify/error';
import { JwtVerifier } from 'aws-jwt-verify/jwt-verifier';
import type { Clock } from '../../ports/clock.ts';
import type { AgentClaims, AgentTokens } from '../../ports/agent-tokens.ts';
import { IssuerKeys } from './issuer-keys.ts';

/** Who signs agents in, for which application. */
export interface Issuer {
  issuer: string;
  clientId: string;
  keysUrl: string;
}

/**
 * Access tokens as Cognito makes them: without an audience, the application under `client_id`, their use under
 * `token_use`, the groups under `cognito:groups`.
 */
export class OidcAgentTokens implements AgentTokens {
  readonly #verify: (token: string) => Promise<Record<string, unknown>>;

  constructor({ issuer, clientId, keysUrl }: Issuer, clock: Clock) {
    const verifier = JwtVerifier.create(
      {
        issuer,
        audience: null,
        jwksUri: keysUrl,
        customJwtCheck: ({ header, payload }) => {
          requireClaim('alg', header.alg, 'RS256');
          requireClaim('token_use', payload['token_use'], 'access');
          requireClaim('client_id', payload['client_id'], clientId);
        },
      },
      { jwksCache: new IssuerKeys(clock) },
    );
    this.#verify = (token) => verifier.verify(token);
  }

  async verify(token: string): Promise<AgentClaims | undefined> {
    try {
      const { sub, exp, 'cognito:groups': groups } = await this.#verify(token);
      // The library takes a token without an end, or of nobody.
      if (typeof sub !== 'string' || !SUBJECT.test(sub) || typeof exp !== 'number') return undefined;
      return { subject: sub, groups: Array.isArray(groups) ? groups : [] };
    } catch (error) {
      if (error instanceof JwtBaseError) return undefined;
      throw error;
    }
  }
}

/** It becomes part of a key of the table. */
const SUBJECT = /^[\w.:@|-]{1,128}$/;

function requireClaim(name: string, actual: unknown, expected: string): void {
  if (actual !== expected) throw new FailedAssertionError(`Another ${name}`, actual, expected);
}
