import type { AppConfig } from './config.ts';

/** As oidc-client-ts keeps a user under `oidc.user:<authority>:<client id>`. */
export interface StoredUser {
  access_token: string;
  /** Seconds since 1970. */
  expires_at?: number;
  profile: { sub: string; name?: string; email?: string };
}

/** A token that has less than this left, in milliseconds, is renewed before it is used. */
const MARGIN = 60_000;

/** Who signed in on this browser, without the library that signed them in. */
export function storedUser({ authority, clientId }: AppConfig): StoredUser | undefined {
  const text = localStorage.getItem(`oidc.user:${authority}:${clientId}`);
  return text === null ? undefined : (JSON.parse(text) as StoredUser);
}

export function isRunningOut({ expires_at: expiresAt = Infinity }: StoredUser): boolean {
  return expiresAt * 1000 - Date.now() < MARGIN;
}

/** Whether this address is where the sign-in page sent somebody back to. */
export function isReturning(): boolean {
  const query = new URLSearchParams(location.search);
  return query.has('state') && (query.has('code') || query.has('error'));
}
