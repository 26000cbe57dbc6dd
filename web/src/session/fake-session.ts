import type { Session } from './session.ts';

export const FAKE_TOKEN = 'fake-token';

/** Where the authority is `fake`: the development server lets everybody in under this token. */
export function fakeSession(): Session {
  let token = FAKE_TOKEN;
  return {
    subject: 'fake',
    token: async () => token,
    renew: async () => {
      token = `fake-token-${Date.now()}`;
      return true;
    },
    signIn: async () => location.reload(),
    signOut: async () => location.assign('/'),
  };
}
