import type { AddressBook } from '../domain/address-facts.ts';
import type { Appointment } from '../domain/appointment.ts';
import { attemptsOf, type MessageRecord } from '../domain/message-record.ts';
import { statusOf } from '../domain/attempt.ts';
import type { AgentId, NumberedConversation } from '../domain/conversation.ts';
import { readUpTo } from '../domain/page.ts';
import type { MicroEuros } from '../domain/price.ts';
import type { Prospect } from '../domain/prospect.ts';
import { AppError } from '../errors.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';
import type { Draft } from '../ports/thread-store.ts';

/** Somebody else who may be the same person, and by which address. */
export interface Duplicate {
  prospectId: string;
  name?: string;
  because: 'phone' | 'whatsapp' | 'email';
}

/** Everything that stands beside a thread. */
export interface ConversationDetails {
  conversation: NumberedConversation;
  prospect: Prospect;
  addresses: AddressBook;
  draft: Draft | undefined;
  mergedFrom: readonly { prospectId: string; name?: string }[];
  duplicates: readonly Duplicate[];
  /** The last ones, the latest first. */
  appointments: readonly Appointment[];
  /** On the last messages; see `COUNTED`. */
  spent: MicroEuros;
}

/** What was sent to a person is added up over so many messages. */
const COUNTED = 200;
const SHOWN_APPOINTMENTS = 10;
const ADDRESS_KINDS = { sms: 'phone', whatsapp: 'whatsapp', email: 'email' } as const;

/** @throws AppError `not-found`, also for one that another conversation shows. */
export async function findConversation(
  { conversations }: TenantScope,
  prospectId: string,
): Promise<NumberedConversation> {
  const known = await conversations.get(prospectId);
  if (known === undefined || known.mergedInto !== undefined)
    throw new AppError('not-found', `There is no conversation with ${prospectId}.`);
  return known;
}

/** @throws AppError `not-found`. */
export async function readConversation(
  scope: TenantScope,
  prospectId: string,
  agent: AgentId,
): Promise<ConversationDetails> {
  const conversation = await findConversation(scope, prospectId);
  const [prospect, ties, draft, sent, appointments] = await Promise.all([
    scope.prospects.get(prospectId),
    scope.prospects.ties(prospectId),
    scope.threads.draft(prospectId, agent),
    readUpTo(COUNTED, (left, before) => scope.messages.recent(prospectId, left, before)),
    scope.appointments.ofProspect(prospectId),
  ]);
  const person = prospect ?? sent[0]?.message.prospect ?? { id: prospectId };
  const addresses = await scope.prospects.addressFacts(person);
  const own = new Set([prospectId, ...ties.merged]);
  return {
    conversation,
    prospect: person,
    addresses,
    draft,
    mergedFrom: await Promise.all(ties.merged.map((id) => named(scope, id))),
    duplicates: await Promise.all(
      othersAt(addresses, own).map(async ({ id, because }) => ({ ...(await named(scope, id)), because })),
    ),
    appointments: appointments.toSorted((one, other) => other.at - one.at).slice(0, SHOWN_APPOINTMENTS),
    spent: sent.reduce((sum, record) => sum + costOf(record), 0),
  };
}

async function named(
  { prospects }: TenantScope,
  prospectId: string,
): Promise<{ prospectId: string; name?: string }> {
  const name = (await prospects.get(prospectId))?.name;
  return { prospectId, ...(name !== undefined && { name }) };
}

/** People who are known at an address of this one, each once. */
function othersAt(
  addresses: AddressBook,
  own: ReadonlySet<string>,
): { id: string; because: Duplicate['because'] }[] {
  const found = new Map<string, Duplicate['because']>();
  for (const channel of ['sms', 'whatsapp', 'email'] as const)
    for (const id of addresses[channel]?.people ?? [])
      if (!own.has(id) && !found.has(id)) found.set(id, ADDRESS_KINDS[channel]);
  return [...found].map(([id, because]) => ({ id, because }));
}

/** What providers charge for what they took. */
function costOf(record: MessageRecord): MicroEuros {
  return attemptsOf(record)
    .filter((attempt) => !['sending', 'rejected', 'abandoned'].includes(statusOf(attempt)))
    .reduce((sum, { channel, decision }) => {
      const cost = decision.channels.find((evaluation) => evaluation.channel === channel)?.cost;
      return sum + (cost ?? 0);
    }, 0);
}
