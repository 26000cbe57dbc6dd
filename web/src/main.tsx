import './theme/base.css';
import type { QueryClient } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { Application } from './application.tsx';
import { answerOf, api } from './api/client.ts';
import { filtersFrom } from './inbox/filters.ts';
import { conversationsQuery, countsQuery, meQuery } from './inbox/queries.ts';
import { createQueryClient, keepQueries, restoreQueries } from './offline/query-cache.ts';
import { registerServiceWorker } from './offline/register-service-worker.ts';
import { type AppConfig, readConfig } from './session/config.ts';
import { type Session, session, startSession } from './session/session.ts';
import { applyTheme } from './theme/theme.ts';
import { loadWords, preferredLanguage, type Words } from './texts/texts.tsx';

async function start(): Promise<void> {
  applyTheme();
  const root = createRoot(element());
  const words = await loadWords(preferredLanguage());
  document.documentElement.lang = words.language;
  try {
    const config = await readConfig();
    const opened = await openSession(config);
    if (opened === undefined) return;
    startSession(opened);
    const client = createQueryClient();
    await restoreQueries(client, opened.subject);
    keepQueries(client, opened.subject);
    askAhead(client);
    void introduce(words);
    root.render(<Application config={config} client={client} words={words} />);
    registerServiceWorker(words);
  } catch {
    element().textContent = words.cannotStart;
  }
}

function element(): HTMLElement {
  const found = document.querySelector<HTMLElement>('#application');
  if (found === null) throw new Error('The page has no place for the application');
  return found;
}

async function openSession(config: AppConfig): Promise<Session | undefined> {
  if (config.authority === 'fake') return (await import('./session/fake-session.ts')).fakeSession();
  return (await import('./session/openid-session.ts')).openIdSession(config);
}

/** What the first screen needs, all at once instead of one after the other. */
function askAhead(client: QueryClient): void {
  void client.prefetchQuery(meQuery);
  if (location.pathname !== '/' && location.pathname !== '/inbox') return;
  void client.prefetchInfiniteQuery(conversationsQuery(filtersFrom(new URLSearchParams(location.search))));
  void client.prefetchQuery(countsQuery);
}

/** The access token does not say how the agent is called: the identity token does, and colleagues see it. */
async function introduce({ language }: Words): Promise<void> {
  const { name, email } = session().identity ?? {};
  if (name === undefined || email === undefined) return;
  await answerOf(api.PUT('/v1/me', { body: { name, email, locale: language } })).catch(() => undefined);
}

void start();
