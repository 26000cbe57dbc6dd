import type { UserManager } from 'oidc-client-ts';
import type { AppConfig } from './config.ts';
import { reportExpired, type Session } from './session.ts';

interface ReturnTo {
  returnTo?: string;
}

/** As oidc-client-ts keeps a user under `oidc.user:<authority>:<client id>`. */
interface StoredUser {
  access_token: string;
  /** Seconds since 1970. */
  expires_at?: number;
  profile: { sub: string; name?: string; email?: string };
}

/** A token that has less than this left, in milliseconds, is renewed before it is used. */
const MARGIN = 60_000;

/** Whether this address is where the sign-in page sent somebody back to. */
function isReturning(): boolean {
  const query = new URLSearchParams(location.search);
  return query.has('state') && (query.has('code') || query.has('error'));
}

/**
 * OpenID Connect. Tokens live in `localStorage`, so that the installed application does not ask again each time the
 * phone has ended it; the content security policy keeps foreign scripts away from them. The library is fetched when
 * there is something to negotiate: an agent who is signed in starts without it.
 * @returns undefined when the page is leaving for the sign-in page.
 */
export async function openIdSession(config: AppConfig): Promise<Session | undefined> {
  let loading: Promise<UserManager> | undefined;
  const manager = async () => {
    loading ??= import('./openid-manager.ts').then(({ createManager }) => createManager(config));
    return loading;
  };
  const stored = (): StoredUser | undefined => {
    const text = localStorage.getItem(`oidc.user:${config.authority}:${config.clientId}`);
    return text === null ? undefined : (JSON.parse(text) as StoredUser);
  };
  if (isReturning()) await finishSignIn(await manager());
  const session = sessionOf({ manager, stored, config });
  if (stored() !== undefined || !navigator.onLine) return session;
  await session.signIn();
  return undefined;
}

async function finishSignIn(manager: UserManager): Promise<void> {
  try {
    const user = await manager.signinRedirectCallback();
    history.replaceState(undefined, '', (user.state as ReturnTo | undefined)?.returnTo ?? '/');
  } catch {
    // A sign-in page that was left open, or this address reloaded: begin again.
    history.replaceState(undefined, '', '/');
  }
}

interface Parts {
  manager: () => Promise<UserManager>;
  stored: () => StoredUser | undefined;
  config: AppConfig;
}

function sessionOf({ manager, stored, config }: Parts): Session {
  let renewing: Promise<boolean> | undefined;
  const renew = async (): Promise<boolean> => {
    renewing ??= renewed(manager).finally(() => {
      renewing = undefined;
    });
    return renewing;
  };
  const { sub, name, email } = stored()?.profile ?? { sub: '' };
  return {
    subject: sub,
    token: async () => {
      const left = (stored()?.expires_at ?? Infinity) * 1000 - Date.now();
      if (stored() !== undefined && left < MARGIN) await renew();
      return stored()?.access_token;
    },
    renew,
    signIn: async () => {
      const state: ReturnTo = { returnTo: location.pathname + location.search };
      await (await manager()).signinRedirect({ state });
    },
    signOut: async () => leave(await manager(), config),
    ...(name !== undefined && { identity: { name, ...(email !== undefined && { email }) } }),
  };
}

/** Without a network nobody knows whether the sign-in has run out; then nothing is reported. */
async function renewed(manager: Parts['manager']): Promise<boolean> {
  try {
    if ((await (await manager()).signinSilent()) !== null) return true;
  } catch (error) {
    if (error instanceof TypeError || !navigator.onLine) return false;
  }
  reportExpired();
  return false;
}

/** Cognito has no discovery of its logout page: the stage says where it is. */
async function leave(manager: UserManager, { logoutUrl, clientId }: AppConfig): Promise<void> {
  if (logoutUrl === undefined) return manager.signoutRedirect();
  await manager.removeUser();
  const url = new URL(logoutUrl, location.origin);
  if (!url.searchParams.has('client_id')) url.searchParams.set('client_id', clientId);
  if (!url.searchParams.has('logout_uri')) url.searchParams.set('logout_uri', `${location.origin}/`);
  location.assign(url);
}
