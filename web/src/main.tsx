import './theme/base.css';
import type { QueryClient } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { config as settings } from './ahead.ts';
import { Application } from './application.tsx';
import { answerOf, api } from './api/client.ts';
import { filtersFrom } from './inbox/filters.ts';
import { conversationsQuery, countsQuery, meQuery } from './inbox/queries.ts';
import { createQueryClient, keepQueries, restoreQueries } from './offline/query-cache.ts';
import { registerServiceWorker } from './offline/register-service-worker.ts';
import { fakeSession } from './session/fake-session.ts';
import { openIdSession } from './session/openid-session.ts';
import { session, startSession } from './session/session.ts';
import { applyTheme } from './theme/theme.ts';
import { loadWords, preferredLanguage, type Words } from './texts/texts.tsx';

/** Milliseconds. */
const SKELETON_AFTER = 150;

async function start(): Promise<void> {
  applyTheme();
  const [words, config] = await Promise.all([loadWords(preferredLanguage()), settings]);
  document.documentElement.lang = words.language;
  if (config === undefined) {
    element().textContent = words.cannotStart;
    return;
  }
  const opened = config.authority === 'fake' ? fakeSession() : await openIdSession(config);
  if (opened === undefined) return;
  startSession(opened);
  const client = createQueryClient();
  const first = askFirst(client);
  await Promise.race([first, readKept(client, opened.subject)]);
  void introduce(client, words);
  createRoot(element()).render(<Application config={config} client={client} words={words} />);
  registerServiceWorker(words);
}

function element(): HTMLElement {
  const found = document.querySelector<HTMLElement>('#application');
  if (found === null) throw new Error('The page has no place for the application');
  return found;
}

/** What the first screen needs, all at once instead of one after the other. Resolves when it is there. */
async function askFirst(client: QueryClient): Promise<void> {
  const needed = [client.prefetchQuery(meQuery)];
  if (location.pathname === '/' || location.pathname === '/inbox') {
    const filters = filtersFrom(new URLSearchParams(location.search));
    needed.push(client.prefetchInfiniteQuery(conversationsQuery(filters)), client.prefetchQuery(countsQuery));
  }
  await Promise.all(needed);
}

/** What was read the last time; where that is nothing, a moment for what is asked: it is drawn once, without a skeleton. */
async function readKept(client: QueryClient, owner: string): Promise<void> {
  await restoreQueries(client, owner);
  keepQueries(client, owner);
  if (client.getQueryData(meQuery.queryKey) !== undefined) return;
  await new Promise((resolve) => setTimeout(resolve, SKELETON_AFTER));
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
