import type { Channel, ConversationView, OutboundEntry, Prospect, ThreadEntry } from '../src/api/types.ts';
import { AGENTS, emailOf, type Line, nameOf, phoneOf, scriptOf } from './people.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export interface Person {
  view: ConversationView;
  prospect: Prospect;
  /** Oldest first. */
  entries: ThreadEntry[];
  optedOut: Channel[];
  draft?: { text: string; channel?: Channel; at: string };
  mergedFrom: { prospectId: string; name?: string }[];
  spent: number;
}

const PRESENT = AGENTS.filter(({ presence }) => presence === 'present');

const REPLIES = [
  {
    id: 'r1',
    title: 'Je vous rappelle',
    text: 'Bonjour, je vous rappelle dans l’heure. Bonne journée !',
  },
  {
    id: 'r2',
    title: 'Pièces du dossier',
    text: 'Bonjour, il nous faut : pièce d’identité, trois bulletins de salaire et l’avis d’imposition.',
  },
];

/** A made-up agency: people, what was said, and a number for each change. */
export class World {
  readonly people = new Map<string, Person>();
  /** Newest last. */
  readonly changes: { seq: number; prospectId: string }[] = [];
  readonly listeners = new Set<(event: { seq: number; conversation: ConversationView }) => void>();
  /** What was sent to try a template. */
  readonly tests: unknown[] = [];
  /** The addresses of devices that ring. */
  readonly devices = new Set<string>();
  readonly replies = new Map(REPLIES.map((reply) => [reply.id, reply]));
  /** Of whoever is signed in. */
  role: 'admin' | 'agent' = 'admin';
  seq = 0;
  readonly now: () => number;

  constructor(count: number, now: () => number = () => Date.now()) {
    this.now = now;
    for (let index = 0; index < count; index += 1) this.#invent(index);
  }

  person(id: string): Person | undefined {
    return this.people.get(id);
  }

  /** Tells everybody that a conversation has changed. */
  changed({ view }: Person): ConversationView {
    this.seq += 1;
    view.seq = this.seq;
    this.changes.push({ seq: this.seq, prospectId: view.prospectId });
    for (const listener of this.listeners) listener({ seq: this.seq, conversation: view });
    return view;
  }

  hear(person: Person, text: string, channel: Channel): ConversationView {
    const at = new Date(this.now()).toISOString();
    const entry: ThreadEntry = { kind: 'inbound', id: crypto.randomUUID(), at, channel, text, media: [] };
    person.entries.push(entry);
    const { view } = person;
    Object.assign(view, {
      channel,
      lastAt: at,
      unread: view.unread + 1,
      waitingSince: view.waitingSince ?? at,
    });
    view.preview = { direction: 'inbound', text, messageId: entry.id };
    delete view.snoozedUntil;
    return this.changed(person);
  }

  say(
    person: Person,
    entry: Omit<OutboundEntry, 'kind' | 'id' | 'at' | 'status' | 'messageType'>,
  ): OutboundEntry {
    const at = new Date(this.now()).toISOString();
    const said: OutboundEntry = {
      ...entry,
      kind: 'outbound',
      id: `msg_${crypto.randomUUID()}`,
      at,
      status: 'accepted',
      messageType: 'general',
    };
    person.entries.push(said);
    const { view } = person;
    Object.assign(view, { lastAt: at, unread: 0, channel: entry.channel ?? view.channel });
    view.preview = { direction: 'outbound', text: said.text, messageId: said.id, status: said.status };
    delete view.waitingSince;
    delete view.failedAt;
    person.spent += entry.channel === 'sms' ? 50_000 : 600;
    this.changed(person);
    for (const [status, after] of [
      ['sent', 400],
      ['delivered', 1_200],
    ] as const) {
      setTimeout(() => this.#become(person, said, status), after).unref();
    }
    return said;
  }

  #become(person: Person, entry: OutboundEntry, status: OutboundEntry['status']): void {
    entry.status = status;
    if (person.view.preview.messageId === entry.id) person.view.preview.status = status;
    this.changed(person);
  }

  #invent(index: number): void {
    const isUnknown = index % 13 === 11;
    const name = nameOf(index);
    const id = `prospect_${index + 1}`;
    const prospect: Prospect = {
      id,
      phone: phoneOf(index),
      locale: index % 9 === 5 ? 'en' : 'fr',
      ...(!isUnknown && {
        name,
        email: emailOf(name, index),
        whatsapp: phoneOf(index),
        customer: index % 4 === 0,
      }),
      ...(index % 3 === 0 && { consents: { marketing: consentOf(this.now()) } }),
      ...(index % 5 === 0 && { preferences: { preferredChannels: ['sms', 'email'] as Channel[] } }),
    };
    const age = (1 + ((index * 37) % 97)) * (index % 4 === 0 ? 11 * MINUTE : 1.3 * HOUR);
    const entries = entriesOf(index, name.split(' ')[0] ?? name, this.now() - age);
    const person: Person = {
      view: viewOf(index, prospect, entries, this.now()),
      prospect,
      entries,
      optedOut: index % 6 === 5 ? ['sms'] : [],
      mergedFrom: [],
      spent: entries.length * 50_000,
    };
    this.seq += 1;
    person.view.seq = this.seq;
    this.people.set(id, person);
  }
}

function consentOf(now: number) {
  const at = new Date(now - 90 * 24 * HOUR).toISOString();
  return { granted: true, text: 'J’accepte de recevoir des offres.', source: 'Formulaire du site', at };
}

function entriesOf(index: number, firstName: string, end: number): ThreadEntry[] {
  const lines = [
    ...Array.from({ length: index === 0 ? 60 : 0 }, (_, at) => scriptOf(4, firstName)[at % 2]),
    ...scriptOf(index, firstName),
  ];
  return lines
    .filter((line) => line !== undefined)
    .map((line, at) =>
      entryOf(
        line,
        `entry_${index}_${at}`,
        new Date(end - (lines.length - 1 - at) * 47 * MINUTE).toISOString(),
      ),
    );
}

function entryOf(line: Line, id: string, at: string): ThreadEntry {
  const { by, text, channel = 'sms' } = line;
  const [camille] = AGENTS;
  const author = { id: camille?.id ?? '' };
  switch (by) {
    case 'prospect':
      return {
        kind: 'inbound',
        id,
        at,
        channel,
        text,
        media: line.media ?? [],
        ...(line.quoted !== undefined && { quoted: line.quoted }),
        ...(line.subject !== undefined && { subject: line.subject }),
        ...(text === 'STOP' && { command: 'stop' as const }),
      };
    case 'note':
      return { kind: 'note', id, at, text, agent: author };
    case 'event':
      return { kind: 'event', id, at, event: line.event ?? 'done', channel };
    case 'agent':
    case 'automatic':
      return {
        kind: 'outbound',
        id,
        at,
        channel,
        text,
        status: line.status ?? 'delivered',
        messageType: by === 'agent' ? 'general' : 'appointment',
        ...(by === 'agent' && { agent: author }),
        ...(line.errorCode !== undefined && { errorCode: line.errorCode }),
        ...(line.subject !== undefined && { subject: line.subject }),
      };
  }
}

function viewOf(index: number, prospect: Prospect, entries: ThreadEntry[], now: number): ConversationView {
  const messages = entries.filter((entry) => entry.kind === 'inbound' || entry.kind === 'outbound');
  const last = messages.at(-1);
  if (last === undefined) throw new Error('Nothing was said');
  const isInbound = last.kind === 'inbound';
  const statuses = ['to-confirm', 'confirmed', 'cancelled'] as const;
  const assignee = index % 3 === 0 ? undefined : PRESENT[Math.floor(index / 2) % PRESENT.length]?.id;
  return {
    prospectId: prospect.id,
    channel: last.channel ?? 'sms',
    lastAt: last.at,
    preview: {
      direction: last.kind,
      text: last.text,
      messageId: last.id,
      ...(!isInbound && { status: last.status }),
    },
    unread: isInbound && index % 2 === 0 ? 1 + (index % 3) : 0,
    labels: index % 4 === 1 ? ['Location'] : index % 7 === 2 ? ['Vente', 'Prioritaire'] : [],
    seq: 0,
    ...(prospect.name === undefined ? { toQualify: true as const } : { name: prospect.name }),
    ...(isInbound && last.text !== 'STOP' && { waitingSince: last.at }),
    ...(!isInbound && last.status === 'undeliverable' && { failedAt: last.at }),
    ...(index % 11 === 6 && { snoozedUntil: new Date(now + 20 * HOUR).toISOString() }),
    ...(assignee !== undefined && { assignee }),
    ...(index % 2 === 0 && {
      appointment: {
        at: new Date(now + (4 + index) * HOUR).toISOString(),
        status: statuses[index % 3] ?? 'confirmed',
      },
    }),
  };
}
