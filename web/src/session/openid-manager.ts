import { UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { AppConfig } from './config.ts';

/** Authorisation code with PKCE; what it keeps is what `openid-session.ts` reads. */
export function createManager({ authority, clientId, redirectUri, scope }: AppConfig): UserManager {
  return new UserManager({
    authority,
    client_id: clientId,
    redirect_uri: redirectUri ?? `${location.origin}/`,
    post_logout_redirect_uri: `${location.origin}/`,
    scope,
    automaticSilentRenew: false,
    monitorSession: false,
    userStore: new WebStorageStateStore({ store: localStorage }),
    stateStore: new WebStorageStateStore({ store: localStorage }),
  });
}
