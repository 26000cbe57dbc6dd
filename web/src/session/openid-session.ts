import type { UserManager } from 'oidc-client-ts';
import type { AppConfig } from './config.ts';
import { reportExpired, type Session } from './session.ts';
import { isReturning, isRunningOut, type StoredUser, storedUser } from './stored-user.ts';

interface ReturnTo {
  returnTo?: string;
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
  const stored = () => storedUser(config);
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
      const user = stored();
      if (user !== undefined && isRunningOut(user)) await renew();
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
