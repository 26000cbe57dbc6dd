import { toIso } from '../../domain/instant.ts';
import type { AddressBook, AddressFacts } from '../../domain/address-facts.ts';
import type { Message } from '../../domain/message.ts';
import type { MessageRecord } from '../../domain/message-record.ts';
import type { Prospect } from '../../domain/prospect.ts';
import type { ThreadEntry } from '../../domain/thread.ts';
import { entryView } from './conversation-view.ts';
import { messageView } from './message-view.ts';
import { prospectView } from './prospect-view.ts';

interface Export {
  prospect: Prospect | undefined;
  addresses: AddressBook;
  messages: readonly MessageRecord[];
  entries: readonly ThreadEntry[];
}

/** `GET /v1/prospects/{prospectId}/export`: what is kept of a person, for them to read and to take along. */
export function exportView({ prospect, addresses, messages, entries }: Export, prospectId: string): object {
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
