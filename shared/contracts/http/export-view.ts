import { toIso } from '../../domain/instant.ts';
import type { AddressBook, AddressFacts } from '../../domain/address-facts.ts';
import type { Appointment } from '../../domain/appointment.ts';
import type { Enrolment } from '../../domain/journeys/enrolment.ts';
import type { Message } from '../../domain/message.ts';
import type { MessageRecord } from '../../domain/message-record.ts';
import type { Prospect } from '../../domain/prospect.ts';
import type { ThreadEntry } from '../../domain/thread.ts';
import { appointmentView } from './appointment-view.ts';
import { entryView } from './conversation-view.ts';
import { enrolmentView } from './journey-view.ts';
import { messageView } from './message-view.ts';
import { prospectView } from './prospect-view.ts';

interface Export {
  prospect: Prospect | undefined;
  addresses: AddressBook;
  messages: readonly MessageRecord[];
  entries: readonly ThreadEntry[];
  appointments: readonly Appointment[];
  enrolments: readonly Enrolment[];
}

/** `GET /v1/prospects/{prospectId}/export`: what is kept of a person, for them to read and to take along. */
export function exportView(kept: Export, prospectId: string): object {
  const { prospect, addresses, messages, entries, appointments, enrolments } = kept;
  return {
    ...(prospect !== undefined && { prospect: prospectView(prospect) }),
    addresses: Object.entries(addresses)
      .filter(isTelling)
      .map(([channel, { suppression, lastInboundAt }]) => ({
        channel,
        ...(suppression !== undefined && { suppression: { ...suppression, at: toIso(suppression.at) } }),
        ...(lastInboundAt !== undefined && { lastInboundAt: toIso(lastInboundAt) }),
      })),
    messages: messages.map((record) => ({ ...messageView(record), ...saidView(record.message) })),
    received: entries.map((entry) => entryView(entry, prospectId)),
    appointments: appointments.map(appointmentView),
    journeys: enrolments.map(enrolmentView),
  };
}

/** Whose an address is says the profile. */
function isTelling([, { suppression, lastInboundAt }]: [string, AddressFacts]): boolean {
  return suppression !== undefined || lastInboundAt !== undefined;
}

/** What a message said, and to which addresses it could have gone. */
function saidView({ prospect, content }: Message): object {
  const { attachments, templateVersion: _shownAlready, ...said } = content;
  const { preferences: _preferences, consents: _consents, ...to } = prospect;
  return {
    to,
    content: {
      ...said,
      ...(attachments !== undefined && {
        attachments: attachments.map(({ filename, contentType, url }) => ({
          filename,
          ...(contentType !== undefined && { contentType }),
          ...(url !== undefined && { url }),
        })),
      }),
    },
  };
}
