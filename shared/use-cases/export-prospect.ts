import type { AddressBook } from '../domain/address-facts.ts';
import type { Appointment } from '../domain/appointment.ts';
import { CHANNELS } from '../domain/channel.ts';
import type { Enrolment } from '../domain/journeys/enrolment.ts';
import type { MessageRecord } from '../domain/message-record.ts';
import { addressFor, type Prospect } from '../domain/prospect.ts';
import type { ThreadEntry } from '../domain/thread.ts';
import { AppError } from '../errors.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';

/** All that is kept of a person (GDPR, articles 15 and 20). */
export interface ProspectExport {
  /** Absent for somebody of whom there are only messages. */
  prospect: Prospect | undefined;
  addresses: AddressBook;
  messages: readonly MessageRecord[];
  /** What they wrote, and what agents noted of them. */
  entries: readonly ThreadEntry[];
  appointments: readonly Appointment[];
  enrolments: readonly Enrolment[];
}

/** Who somebody is, and what was said. */
export type Said = Pick<ProspectExport, 'prospect' | 'messages' | 'entries'>;

/** @throws AppError `not-found` when nothing is kept. */
export async function exportProspect(scope: TenantScope, prospectId: string): Promise<ProspectExport> {
  const [prospect, messages, entries, appointments, enrolments] = await Promise.all([
    scope.prospects.get(prospectId),
    scope.messages.thread(prospectId),
    scope.threads.all(prospectId),
    scope.appointments.ofProspect(prospectId),
    scope.enrolments.ofProspect(prospectId),
  ]);
  const kept = messages.length + entries.length + appointments.length + enrolments.length;
  if (prospect === undefined && kept === 0)
    throw new AppError('not-found', `There is no prospect ${prospectId}.`);
  const addresses = await scope.prospects.addressFacts(prospect ?? messages.at(-1)?.message.prospect ?? {});
  return { prospect, addresses, messages, entries, appointments, enrolments };
}

/** Every address at which a person was known, was written to or wrote from, by channel, each once. */
export function addressesOf({ prospect, messages, entries }: Said) {
  const known = [
    ...(prospect === undefined ? [] : [prospect]),
    ...messages.map(({ message }) => message.prospect),
  ];
  const found = new Map<string, { channel: (typeof CHANNELS)[number]; address: string }>();
  for (const person of known)
    for (const channel of CHANNELS) {
      const address = addressFor(channel, person);
      if (address !== undefined) found.set(`${channel} ${address}`, { channel, address });
    }
  for (const entry of entries)
    if (entry.kind === 'inbound')
      found.set(`${entry.channel} ${entry.from}`, { channel: entry.channel, address: entry.from });
  return [...found.values()];
}
