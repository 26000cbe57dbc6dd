import './theme/base.css';
import type { QueryClient } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { Application } from './application.tsx';
import { answerOf, api } from './api/client.ts';
import { filtersFrom } from './inbox/filters.ts';
import { conversationsQuery, countsQuery, meQuery } from './inbox/queries.ts';
import { createQueryClient, keepQueries, restoreQueries } from './offline/query-cache.ts';
import { registerServiceWorker } from './offline/register-service-worker.ts';
import { readConfig } from './session/config.ts';
import { fakeSession } from './session/fake-session.ts';
import { openIdSession } from './session/openid-session.ts';
import { session, startSession } from './session/session.ts';
import { applyTheme } from './theme/theme.ts';
import { loadWords, preferredLanguage, type Words } from './texts/texts.tsx';

async function start(): Promise<void> {
  applyTheme();
  const [words, config] = await Promise.all([
    loadWords(preferredLanguage()),
    readConfig().catch(() => undefined),
  ]);
  document.documentElement.lang = words.language;
  if (config === undefined) {
    element().textContent = words.cannotStart;
    return;
  }
  const opened = config.authority === 'fake' ? fakeSession() : await openIdSession(config);
  if (opened === undefined) return;
  startSession(opened);
  const client = createQueryClient();
  askAhead(client);
  await restoreQueries(client, opened.subject);
  keepQueries(client, opened.subject);
  void introduce(client, words);
  createRoot(element()).render(<Application config={config} client={client} words={words} />);
  registerServiceWorker(words);
}

function element(): HTMLElement {
  const found = document.querySelector<HTMLElement>('#application');
  if (found === null) throw new Error('The page has no place for the application');
  return found;
}

/** What the first screen needs, all at once instead of one after the other. */
function askAhead(client: QueryClient): void {
  void client.prefetchQuery(meQuery);
  if (location.pathname !== '/' && location.pathname !== '/inbox') return;
  void client.prefetchInfiniteQuery(conversationsQuery(filtersFrom(new URLSearchParams(location.search))));
  void client.prefetchQuery(countsQuery);
}

/** The access token does not say how the agent is called: the identity token does, and colleagues see it. */
async function introduce(client: QueryClient, { language }: Words): Promise<void> {
  const { name, email } = session().identity ?? {};
  if (name === undefined || email === undefined) return;
  try {
    const me = await answerOf(api.PUT('/v1/me', { body: { name, email, locale: language } }));
    client.setQueryData(meQuery.queryKey, me);
  } catch {
    // Next time.
  }
}

void start();
