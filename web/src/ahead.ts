import { filtersFrom, LIST_PAGE } from './inbox/filters.ts';
import { type AppConfig, readConfig } from './session/config.ts';
import { FAKE_TOKEN } from './session/fake-session.ts';
import { isReturning, isRunningOut, storedUser } from './session/stored-user.ts';

/**
 * A file of its own that runs while the rest is still being fetched and compiled: the first screen's requests are under
 * way before there is anything to show their answers with. `api/client.ts` takes each of them once.
 */
const asked = new Map<string, Promise<Response | undefined>>();

/** Undefined when it can be had neither from the server nor from the last time. */
export const config: Promise<AppConfig | undefined> = readConfig().catch(() => undefined);
void config.then((known) => known && askAhead(known));

/** What is needed for the first screen at this address. */
function askAhead(known: AppConfig): void {
  const token = tokenAtHand(known);
  if (token === undefined) return;
  const paths = ['/v1/me'];
  if (location.pathname === '/' || location.pathname === '/inbox') {
    const filters = filtersFrom(new URLSearchParams(location.search));
    const query = Object.entries({ ...filters, limit: LIST_PAGE }).map(([name, value]) => `${name}=${value}`);
    paths.push(`/v1/conversations?${query.join('&')}`, '/v1/conversations/counts');
  }
  for (const path of paths) {
    const url = location.origin + path;
    const answer = fetch(url, { headers: { authorization: `Bearer ${token}` } });
    asked.set(
      url,
      answer.catch(() => undefined),
    );
  }
}

/** Undefined where a token has to be renewed or asked for first. */
function tokenAtHand(known: AppConfig): string | undefined {
  if (known.authority === 'fake') return FAKE_TOKEN;
  const user = isReturning() ? undefined : storedUser(known);
  return user === undefined || isRunningOut(user) ? undefined : user.access_token;
}

/** The answer to what was asked ahead, once; undefined when it was not, or did not arrive. */
export async function takeAhead(url: string): Promise<Response | undefined> {
  const answer = asked.get(url);
  asked.delete(url);
  return answer;
}
