import type { AddressBook } from '../../domain/address-facts.ts';
import type { Appointment } from '../../domain/appointment.ts';
import { type Attempt, statusOf } from '../../domain/attempt.ts';
import { type Channel, DELIVERABLE_CHANNELS } from '../../domain/channel.ts';
import type { NumberedConversation } from '../../domain/conversation.ts';
import { HOUR, toIso } from '../../domain/instant.ts';
import { attemptsOf, endingOf, type MessageRecord, messageStatus } from '../../domain/message-record.ts';
import { addressFor, type Prospect } from '../../domain/prospect.ts';
import type { ThreadEntry } from '../../domain/thread.ts';
import { appointmentView } from './appointment-view.ts';
import { moneyView } from './decision-view.ts';
import { prospectView } from './prospect-view.ts';

/** A conversation as the list shows it. */
export function conversationView(known: NumberedConversation): object {
  const { waitingSince, snoozedUntil, failedAt, appointment } = known;
  return {
    prospectId: known.prospectId,
    ...(known.name !== undefined && { name: known.name }),
    ...(known.toQualify === true && { toQualify: true }),
    channel: known.channel,
    lastAt: toIso(known.lastAt),
    preview: known.preview,
    unread: known.unread,
    ...(waitingSince !== undefined && { waitingSince: toIso(waitingSince) }),
    ...(snoozedUntil !== undefined && { snoozedUntil: toIso(snoozedUntil) }),
    ...(failedAt !== undefined && { failedAt: toIso(failedAt) }),
    ...(known.assignee !== undefined && { assignee: known.assignee }),
    labels: known.labels,
    ...(appointment !== undefined && { appointment: { ...appointment, at: toIso(appointment.at) } }),
    seq: known.seq,
  };
}

/** A change of the inbox; what is gone, or shown by another conversation, says so. */
export function changeView({
  prospectId,
  seq,
  conversation,
}: {
  prospectId: string;
  seq: number;
  conversation?: NumberedConversation;
}): object {
  return conversation === undefined || conversation.mergedInto !== undefined
    ? { prospectId, seq, removed: true }
    : conversationView(conversation);
}

/** What is known of the ways to a person. */
const WINDOW = 24 * HOUR;

function channelsView(prospect: Prospect, addresses: AddressBook): object[] {
  return DELIVERABLE_CHANNELS.map((channel) => {
    const address = addressFor(channel, prospect);
    const { suppression, lastInboundAt } = addresses[channel] ?? {};
    const gates = [
      ...(address === undefined ? [{ rule: 'no-address', detail: '' }] : []),
      ...(suppression === undefined
        ? []
        : [
            {
              rule: suppression.reason === 'opted-out' ? 'opted-out' : 'suppressed-address',
              detail: suppression.text,
              at: toIso(suppression.at),
            },
          ]),
    ];
    return {
      channel,
      ...(address !== undefined && { address }),
      state: gates.length === 0 ? 'open' : 'closed',
      gates,
      ...(channel === 'whatsapp' &&
        lastInboundAt !== undefined && { windowUntil: toIso(lastInboundAt + WINDOW) }),
    };
  });
}

export interface Words {
  text: string;
  subject?: string | undefined;
}

/** A message that was sent, in a thread. */
export function sentView(record: MessageRecord, { text, subject }: Words): object {
  const { message, deferral } = record;
  const last = attemptsOf(record).at(-1);
  const status = messageStatus(record);
  const { templateId, mediaUrl, attachments = [] } = message.content;
  const trouble = last === undefined ? undefined : troubleOf(last);
  const reason = trouble?.reason ?? endingOf(record)?.decision?.reason;
  return {
    kind: 'outbound',
    id: message.id,
    at: toIso(message.createdAt),
    ...(last !== undefined && { channel: last.channel }),
    ...(subject !== undefined && { subject }),
    text,
    status,
    ...(status === 'undeliverable' || trouble !== undefined ? { reason: reason ?? '' } : {}),
    ...(trouble?.errorCode !== undefined && { errorCode: trouble.errorCode }),
    ...(message.author !== undefined && { agent: { id: message.author } }),
    ...(message.automatic !== undefined && { automatic: message.automatic }),
    ...(templateId !== undefined && { templateId }),
    messageType: message.type,
    ...(status === 'deferred' && deferral !== undefined && { deferredUntil: toIso(deferral.until) }),
    ...(mediaUrl !== undefined && { media: mediaUrl }),
    ...(attachments.length > 0 && { files: attachments.map(({ filename }) => filename) }),
  };
}

function troubleOf(attempt: Attempt): { reason?: string; errorCode?: string } | undefined {
  const status = statusOf(attempt);
  return status === 'rejected' || status === 'failed' ? attempt.events[status] : undefined;
}

/** What was received or noted. `prospectId`: whose conversation shows it. */
export function entryView(entry: ThreadEntry, prospectId: string): object {
  const { kind, id } = entry;
  const common = { kind, id, at: toIso(entry.at) };
  switch (entry.kind) {
    case 'inbound': {
      const { channel, text, quoted, subject, files, repliesTo, command } = entry;
      const folder = `/v1/conversations/${encodeURIComponent(prospectId)}/files/${id}`;
      return {
        ...common,
        channel,
        text,
        ...(quoted !== undefined && { quoted }),
        ...(subject !== undefined && { subject }),
        media: files.map(({ filename, contentType, key }, index) => ({
          filename,
          contentType,
          ...(key !== undefined && { url: `${folder}/${index}` }),
        })),
        ...(repliesTo !== undefined && { repliesTo }),
        ...(command !== undefined && { command }),
      };
    }
    case 'note':
      return { ...common, text: entry.text, agent: { id: entry.by } };
    case 'event': {
      const { event, by, channel, about } = entry;
      return {
        ...common,
        event,
        ...(channel !== undefined && { channel }),
        ...(by !== undefined && { agent: { id: by } }),
        ...(about !== undefined && { text: about }),
      };
    }
  }
}

export interface Details {
  conversation: NumberedConversation;
  prospect: Prospect;
  addresses: AddressBook;
  draft?: { text: string; channel?: Channel; at: number } | undefined;
  mergedFrom: readonly { prospectId: string; name?: string }[];
  duplicates: readonly { prospectId: string; name?: string; because: string }[];
  appointments: readonly Appointment[];
  /** Micro-euros. */
  spent: number;
}

export function detailsView(details: Details): object {
  const { conversation, prospect, addresses, draft, mergedFrom, duplicates, appointments, spent } = details;
  return {
    ...conversationView(conversation),
    prospect: prospectView(prospect),
    channels: channelsView(prospect, addresses),
    ...(draft !== undefined && { draft: { ...draft, at: toIso(draft.at) } }),
    mergedFrom,
    duplicates,
    appointments: appointments.map(appointmentView),
    spent: moneyView(spent),
  };
}
