import { belongs, inOrder } from '../src/inbox/filters.ts';
import {
  type Channel,
  type ConversationDetails,
  type ConversationView,
  type ReplyBody,
  type SearchHit,
  VIEWS,
  type View,
} from '../src/api/types.ts';
import { decided } from './decide.ts';
import { AGENTS } from './people.ts';
import { refuse, type Route } from './router.ts';
import type { Person, World } from './world.ts';

const ME = AGENTS[0] ?? { id: '', name: '', email: '', role: 'admin' as const };
const AUTHOR = { id: ME.id };
const USED = ['sms', 'whatsapp', 'email'] as const;
const DAY = 24 * 60 * 60 * 1000;

/** What the contract says of conversations, over the made-up agency. */
export function inboxRoutes(world: World, replayed: Map<string, object>): Route[] {
  const person = (params: Record<string, string>): Person =>
    world.person(params['prospectId'] ?? '') ?? refuse(404, 'not-found', 'Unknown prospect.');
  const patch = (
    method: Route['method'],
    name: string,
    change: (who: Person, body: never) => void,
  ): Route => ({
    method,
    path: `/v1/conversations/{prospectId}/${name}`,
    answer: ({ params, body }) => {
      const who = person(params);
      change(who, body as never);
      return world.changed(who);
    },
  });
  return [
    { method: 'GET', path: '/v1/conversations', answer: ({ query }) => listed(world, query) },
    { method: 'GET', path: '/v1/conversations/counts', answer: () => counted(world) },
    {
      method: 'GET',
      path: '/v1/conversations/{prospectId}',
      answer: ({ params }) => detailed(world, person(params)),
    },
    {
      method: 'GET',
      path: '/v1/conversations/{prospectId}/messages',
      answer: ({ params, query }) => {
        const newestFirst = person(params).entries.toReversed();
        return pageOf(newestFirst, query);
      },
    },
    {
      method: 'POST',
      path: '/v1/conversations/{prospectId}/messages',
      answer: ({ params, body, headers }) => {
        const key = String(headers['idempotency-key']);
        const before = replayed.get(key);
        if (before !== undefined) return before;
        const answer = replied(world, person(params), body as ReplyBody);
        replayed.set(key, answer);
        return answer;
      },
      status: 202,
    },
    patch('POST', 'read', ({ view }) => void (view.unread = 0)),
    patch('POST', 'unread', ({ view }) => void (view.unread = Math.max(1, view.unread))),
    patch('POST', 'done', ({ view }) => {
      view.unread = 0;
      delete view.waitingSince;
      delete view.failedAt;
      delete view.snoozedUntil;
    }),
    patch('POST', 'snooze', ({ view }, { until }: { until: string }) => void (view.snoozedUntil = until)),
    patch('DELETE', 'snooze', ({ view }) => void delete view.snoozedUntil),
    patch('PUT', 'assignee', ({ view }, { agentId }: { agentId: string | null }) => {
      if (agentId === null) delete view.assignee;
      else view.assignee = agentId;
    }),
    patch('PUT', 'labels', ({ view }, { labels }: { labels: string[] }) => void (view.labels = labels)),
    {
      method: 'POST',
      path: '/v1/conversations/{prospectId}/notes',
      answer: ({ params, body }) => {
        const { text } = body as { text: string };
        const at = new Date(world.now()).toISOString();
        const note = { kind: 'note' as const, id: crypto.randomUUID(), at, text, agent: AUTHOR };
        person(params).entries.push(note);
        return note;
      },
    },
    {
      method: 'PUT',
      path: '/v1/conversations/{prospectId}/draft',
      status: 204,
      answer: ({ params, body }) => {
        const who = person(params);
        const draft = body as { text: string; channel?: Channel };
        if (draft.text === '') delete who.draft;
        else who.draft = { ...draft, at: new Date(world.now()).toISOString() };
        return undefined;
      },
    },
    {
      method: 'POST',
      path: '/v1/messages/{messageId}/retry',
      status: 202,
      answer: ({ params, body }) => retried(world, params['messageId'] ?? '', body as { channel?: Channel }),
    },
    {
      method: 'POST',
      path: '/v1/conversations/{prospectId}/route',
      answer: ({ params, body }) => decided(world, person(params), (body as ReplyBody).text ?? ''),
    },
    { method: 'GET', path: '/v1/sync', answer: ({ query }) => synced(world, query.get('since')) },
    {
      method: 'GET',
      path: '/v1/search',
      answer: ({ query }) => ({ items: found(world, query.get('q') ?? '') }),
    },
  ];
}

export function pageOf<Item>(
  all: readonly Item[],
  query: URLSearchParams,
): { items: Item[]; nextCursor?: string } {
  const limit = Number(query.get('limit') ?? 50);
  const from = Number(query.get('cursor') ?? 0);
  const more = from + limit < all.length;
  return { items: all.slice(from, from + limit), ...(more && { nextCursor: String(from + limit) }) };
}

function matching(world: World, view: View, channel?: Channel, unread?: true): ConversationView[] {
  const filters = { view, ...(channel !== undefined && { channel }), ...(unread && { unread }) };
  return [...world.people.values()].map((who) => who.view).filter((one) => belongs(one, filters, ME.id));
}

function listed(world: World, query: URLSearchParams) {
  const view = (query.get('view') ?? 'all') as View;
  const channel = (query.get('channel') ?? undefined) as Channel | undefined;
  const items = matching(world, view, channel, query.get('unread') === 'true' || undefined);
  return pageOf(
    items.sort((a, b) => inOrder(a, b, view)),
    query,
  );
}

function counted(world: World) {
  const upTo99 = (count: number) => ({ count: Math.min(count, 99), atLeast: count > 99 });
  const views = VIEWS.map((view) => [view, upTo99(matching(world, view).length)]);
  const channels = USED.map((channel) => [channel, upTo99(matching(world, 'to-answer', channel).length)]);
  return { views: Object.fromEntries(views), channels: Object.fromEntries(channels) };
}

function detailed(world: World, who: Person): ConversationDetails {
  const { view, prospect, draft, mergedFrom, spent } = who;
  const twin = prospect.id === 'prospect_2' && mergedFrom.length === 0;
  return {
    ...view,
    prospect,
    channels: USED.map((channel) => reach(world, who, channel)),
    mergedFrom,
    duplicates: twin ? [{ prospectId: 'prospect_12', because: 'phone' }] : [],
    appointments: [],
    spent: { micros: spent, currency: 'EUR' },
    ...(draft !== undefined && { draft }),
  };
}

function reach(world: World, { prospect, entries, optedOut }: Person, channel: (typeof USED)[number]) {
  const address = { sms: prospect.phone, whatsapp: prospect.whatsapp, email: prospect.email }[channel];
  const heard = entries.findLast((entry) => entry.kind === 'inbound' && entry.channel === channel);
  const windowUntil = heard === undefined ? 0 : Date.parse(heard.at) + DAY;
  const gates = [
    ...(address === undefined ? [{ rule: 'no-address', detail: '' }] : []),
    ...(optedOut.includes(channel) ? [{ rule: 'opted-out', detail: 'STOP' }] : []),
  ];
  return {
    channel,
    gates,
    state: gates.length === 0 ? ('open' as const) : ('closed' as const),
    ...(address !== undefined && { address }),
    ...(channel === 'whatsapp' &&
      windowUntil > world.now() && { windowUntil: new Date(windowUntil).toISOString() }),
  };
}

function replied(
  world: World,
  who: Person,
  { seen, force, text, channel, subject, templateId }: ReplyBody,
): object {
  const newest = who.entries.findLast((entry) => entry.kind === 'outbound' && entry.agent !== undefined);
  const seenAt = who.entries.find(({ id }) => id === seen)?.at;
  const byColleague = newest?.kind === 'outbound' && newest.agent?.id !== ME.id;
  if (force !== true && seenAt !== undefined && newest !== undefined && byColleague && newest.at > seenAt)
    refuse(409, 'answered-meanwhile', 'Un collègue a répondu depuis.');
  const said = world.say(who, {
    text: text ?? `[${templateId ?? ''}]`,
    channel: channel ?? who.view.channel,
    agent: AUTHOR,
    ...(subject !== undefined && { subject }),
    ...(templateId !== undefined && { templateId }),
  });
  return { id: said.id, status: said.status };
}

function retried(world: World, messageId: string, { channel }: { channel?: Channel }): object {
  for (const who of world.people.values()) {
    const failed = who.entries.find(({ id }) => id === messageId);
    if (failed?.kind !== 'outbound') continue;
    const { id, status } = world.say(who, {
      text: failed.text,
      channel: channel ?? failed.channel ?? 'sms',
      agent: AUTHOR,
    });
    return { id, status };
  }
  return refuse(404, 'not-found', 'Unknown message.');
}

function synced(world: World, since: string | null): object {
  const from = Number(since ?? world.seq);
  const ids = new Set(world.changes.filter(({ seq }) => seq > from).map(({ prospectId }) => prospectId));
  return { seq: world.seq, items: [...ids].flatMap((id) => world.person(id)?.view ?? []) };
}

function found(world: World, words: string): SearchHit[] {
  const wanted = words.toLowerCase();
  const hits = [...world.people.values()].flatMap(({ view, prospect, entries }): SearchHit[] => {
    const base = { prospectId: prospect.id, ...(view.name !== undefined && { name: view.name }) };
    const has = (text: string | undefined) => text?.toLowerCase().includes(wanted) === true;
    if (view.name !== undefined && has(view.name))
      return [{ ...base, match: { kind: 'name', text: view.name } }];
    const address = [prospect.phone, prospect.email].find(has);
    if (address !== undefined) return [{ ...base, match: { kind: 'address', text: address } }];
    const said = entries.findLast(({ text }) => has(text));
    if (said?.text === undefined) return [];
    return [{ ...base, match: { kind: 'text', text: said.text, at: said.at, messageId: said.id } }];
  });
  return hits.slice(0, 30);
}
