import type { Appointment } from './appointment.ts';
import type { Conversation } from './conversation.ts';
import type { Locale } from './prospect.ts';
import { clockTime } from './routing/wording.ts';

export interface DigestFacts {
  /** Of the agent. */
  name?: string;
  locale: Locale;
  timeZone: string;
  /** Of the day, in their order. */
  visits: readonly Appointment[];
  /** Who waits for an answer, the longest first. */
  waiting: readonly Conversation[];
  /** Who could not be reached. */
  failed: readonly Conversation[];
}

/** Named one by one; the others are counted. */
const NAMED = 10;

const WORDS = {
  fr: {
    hello: (name?: string) => (name === undefined ? 'Bonjour,' : `Bonjour ${name},`),
    visits: (count: number) => (count === 1 ? '1 visite' : `${count} visites`),
    waiting: (count: number) => (count === 1 ? '1 personne attend' : `${count} personnes attendent`),
    failed: (count: number) => (count === 1 ? '1 message non remis' : `${count} messages non remis`),
    today: 'Aujourd’hui',
    titles: { visits: 'Visites du jour', waiting: 'Attendent une réponse', failed: 'N’ont rien reçu' },
    since: (time: string) => `depuis le ${time}`,
    unknown: 'Contact à qualifier',
    more: (count: number) => `… et ${count} de plus`,
    status: {
      'to-confirm': 'à confirmer',
      confirmed: 'confirmée',
      moved: 'déplacée',
      honoured: 'honorée',
      cancelled: 'annulée',
    },
  },
  en: {
    hello: (name?: string) => (name === undefined ? 'Hello,' : `Hello ${name},`),
    visits: (count: number) => (count === 1 ? '1 viewing' : `${count} viewings`),
    waiting: (count: number) => (count === 1 ? '1 person is waiting' : `${count} people are waiting`),
    failed: (count: number) => (count === 1 ? '1 message not delivered' : `${count} messages not delivered`),
    today: 'Today',
    titles: { visits: 'Viewings today', waiting: 'Waiting for an answer', failed: 'Got nothing' },
    since: (time: string) => `since ${time}`,
    unknown: 'Somebody to qualify',
    more: (count: number) => `… and ${count} more`,
    status: {
      'to-confirm': 'to confirm',
      confirmed: 'confirmed',
      moved: 'moved',
      honoured: 'honoured',
      cancelled: 'cancelled',
    },
  },
} as const satisfies Record<Locale, object>;

/** What an agent is told in the morning; undefined when there is nothing to tell. */
export function digestFor(facts: DigestFacts): { subject: string; body: string } | undefined {
  const { name, locale, timeZone, visits, waiting, failed } = facts;
  const words = WORDS[locale];
  const counted = [
    ...(visits.length > 0 ? [words.visits(visits.length)] : []),
    ...(waiting.length > 0 ? [words.waiting(waiting.length)] : []),
    ...(failed.length > 0 ? [words.failed(failed.length)] : []),
  ];
  if (counted.length === 0) return undefined;
  const who = (person: { name?: string }): string => person.name ?? words.unknown;
  const since = (at: number): string => words.since(clockTime(at, timeZone, locale));
  const parts = [
    part(words.titles.visits, visits, words.more, (visit) =>
      [
        `${clockTime(visit.at, timeZone, locale).split(/,? /).at(-1) ?? ''} ${who(visit.prospect)}`,
        visit.address,
        words.status[visit.status],
      ].join(', '),
    ),
    part(words.titles.waiting, waiting, words.more, (one) =>
      [who(one), ...(one.waitingSince === undefined ? [] : [since(one.waitingSince)])].join(', '),
    ),
    part(words.titles.failed, failed, words.more, (one) => who(one)),
  ];
  const body = [words.hello(name?.split(' ')[0]), ...parts.filter((text) => text !== '')].join('\n\n');
  return {
    subject: `${words.today} : ${counted.join(', ')}`.replace(' :', locale === 'fr' ? '\u00a0:' : ':'),
    body,
  };
}

function part<T>(
  title: string,
  all: readonly T[],
  more: (count: number) => string,
  lineOf: (one: T) => string,
): string {
  if (all.length === 0) return '';
  const lines = all.slice(0, NAMED).map((one) => `– ${lineOf(one)}`);
  const rest = all.length > NAMED ? [more(all.length - NAMED)] : [];
  return [`${title} (${all.length})`, ...lines, ...rest].join('\n');
}
