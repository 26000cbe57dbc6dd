import {
  dehydrate,
  type DehydratedState,
  hydrate,
  onlineManager,
  type Query,
  QueryClient,
} from '@tanstack/react-query';
import { ApiProblem } from '../api/problem.ts';
import { database } from './database.ts';

const KEY = 'queries';
/** Changes when what is kept would no longer be understood. */
const SHAPE = 1;
const WRITE_AFTER = 2_000;
const DAY = 24 * 60 * 60 * 1000;
const KEPT_FOR = 7 * DAY;
/** Threads and people that are kept for reading without a network: the latest ones. */
const KEPT_PEOPLE = 60;
const KEPT_KINDS = new Set([
  'me',
  'agents',
  'conversations',
  'counts',
  'conversation',
  'thread',
  'templates',
]);

interface Kept {
  shape: number;
  owner: string;
  at: number;
  state: DehydratedState;
}

/** Faults of passage are tried again twice; a refusal is an answer. */
export function createQueryClient(): QueryClient {
  // It hears of changes only: a start without a network is none.
  onlineManager.setOnline(navigator.onLine);
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: DAY,
        networkMode: 'offlineFirst',
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && onlineManager.isOnline() && isPassing(error),
        retryDelay: (failures) => 400 * 2 ** failures,
      },
    },
  });
}

function isPassing(error: unknown): boolean {
  return error instanceof ApiProblem && error.isPassing && error.status !== 401;
}

/** Brings back what was read the last time, unless somebody else read it. */
export async function restoreQueries(client: QueryClient, owner: string): Promise<void> {
  const kept = await database.read<Kept>('cache', KEY).catch(() => undefined);
  if (kept === undefined) return;
  if (kept.shape !== SHAPE || kept.owner !== owner || Date.now() - kept.at > KEPT_FOR) {
    await database.clear('cache');
    return;
  }
  hydrate(client, kept.state);
}

/** Writes down what was read, a while after each change. Returns how to stop. */
export function keepQueries(client: QueryClient, owner: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    timer = undefined;
    const kept: Kept = { shape: SHAPE, owner, at: Date.now(), state: stateToKeep(client) };
    database.write('cache', kept, KEY).catch(() => undefined);
  };
  const stop = client.getQueryCache().subscribe(({ type }) => {
    if (type === 'updated') timer ??= setTimeout(write, WRITE_AFTER);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}

/** For whoever signs out: what was read, and words that were begun. Unsent replies wait for the same agent. */
export async function forgetAgent(): Promise<void> {
  for (const key of Object.keys(localStorage)) {
    if (/^coccinelle\.(draft|note)\./.test(key)) localStorage.removeItem(key);
  }
  await database.clear('cache').catch(() => undefined);
}

function stateToKeep(client: QueryClient): DehydratedState {
  const recent = client
    .getQueryCache()
    .getAll()
    .filter(({ queryKey: [kind] }) => kind === 'thread' || kind === 'conversation')
    .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
    .slice(0, 2 * KEPT_PEOPLE);
  const kept = new Set<unknown>(recent);
  const state = dehydrate(client, {
    shouldDehydrateQuery: (query) => isWorthKeeping(query, kept),
  });
  return { ...state, mutations: [], queries: state.queries.map(firstPagesOnly) };
}

function isWorthKeeping(query: Query, recent: ReadonlySet<unknown>): boolean {
  const kind = String(query.queryKey[0]);
  if (query.state.status !== 'success' || !KEPT_KINDS.has(kind)) return false;
  return (kind !== 'thread' && kind !== 'conversation') || recent.has(query);
}

/** Of a long list its first page: enough to read, and bounded. */
function firstPagesOnly(query: DehydratedState['queries'][number]): DehydratedState['queries'][number] {
  const { data } = query.state;
  if (!isPaged(data)) return query;
  const first = { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) };
  return { ...query, state: { ...query.state, data: first } };
}

function isPaged(data: unknown): data is { pages: unknown[]; pageParams: unknown[] } {
  return typeof data === 'object' && data !== null && 'pages' in data && 'pageParams' in data;
}
