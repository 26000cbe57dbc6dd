import type { Channel } from '../../domain/channel.ts';
import { identityOf } from '../../domain/identity.ts';
import { type Instant, toIso } from '../../domain/instant.ts';
import {
  parseMessageId,
  partsOfEntryId,
  partsOfKin,
  prospectKey,
  shortHash,
  ulidTime,
} from '../../domain/message-id.ts';
import { beginningWith, LAST } from './key-range.ts';
import type { Key } from './table.ts';

/**
 * Every key starts with its tenant, but for the two look-ups that lead to a tenant: by API key and by sender.
 * A prospect's partition holds its profile and its whole thread: `M#<ulid>` the message, `M#<ulid>#A01` its slots,
 * `M#<ulid>#D` its deferral, so that one query reads a message and no index is written for it; `H#<ulid>` what was
 * received and noted, `CONVERSATION` what the inbox knows of it, `DRAFT#<agent>` answers that were begun, `J#<ulid>`
 * its ways through journeys, `V#<ulid>` its appointments.
 */
const THREAD = 'M#';
const ENTRIES = 'H#';
const DRAFTS = 'DRAFT#';
const ENROLMENTS = 'J#';
const APPOINTMENTS = 'V#';

function partitionOfProspect(tenantId: string, prospectId: string): string {
  return `${tenantId}#P#${prospectKey(prospectId)}`;
}

/** Undefined when the id is none of ours. */
export function messageKey(tenantId: string, messageId: string): Key | undefined {
  const parts = parseMessageId(messageId);
  return parts === undefined
    ? undefined
    : { pk: `${tenantId}#P#${parts.prospectKey}`, sk: THREAD + parts.ulid };
}

/** The id of the message that an item is a part of. */
export function messageIdIn({ pk, sk }: { pk?: unknown; sk?: unknown }): string {
  const [, ulid = ''] = (sk as string).split('#');
  return `msg_${ulid}${(pk as string).slice((pk as string).lastIndexOf('#') + 1)}`;
}

export const slotKey = ({ pk, sk }: Key, number: number): Key => ({
  pk,
  sk: `${sk}#A${String(number).padStart(2, '0')}`,
});

export const deferralKey = ({ pk, sk }: Key): Key => ({ pk, sk: `${sk}#D` });

/** A message with its slots and its deferral. */
export const recordRange = ({ pk, sk }: Key) => ({ pk, ...beginningWith(sk) });

/** All messages of a prospect accepted since an instant. */
export function threadSince(tenantId: string, prospectId: string, since: Instant) {
  return {
    pk: partitionOfProspect(tenantId, prospectId),
    from: THREAD + ulidTime(Math.max(0, since)),
    to: THREAD + LAST,
  };
}

export const profileKey = (tenantId: string, prospectId: string): Key => ({
  pk: partitionOfProspect(tenantId, prospectId),
  sk: 'PROFILE',
});

/** A person by the key that ids of messages carry. */
export const profileKeyOf = (tenantId: string, ownKey: string): Key => ({
  pk: `${tenantId}#P#${ownKey}`,
  sk: 'PROFILE',
});

/** The letters that a hash begins with: the roll of a tenant's people lies in so many partitions, and none is hot. */
export const ROLL_PARTITIONS = [...'0123456789abcdefghjkmnpqrstvwxyz'];

export const rollPartition = (tenantId: string, letter: string): string => `${tenantId}#R#${letter}`;

/** That there is such a person. */
export const rollKey = (tenantId: string, prospectId: string): Key => ({
  pk: rollPartition(tenantId, prospectKey(prospectId).charAt(0)),
  sk: prospectId,
});

/** The messages of a prospect with their slots, the newest first, accepted before the one of a ULID if given. */
export const messagesBefore = (tenantId: string, prospectId: string, ulid: string | undefined) => ({
  pk: partitionOfProspect(tenantId, prospectId),
  ...beginningWith(THREAD),
  after: ulid === undefined ? undefined : THREAD + ulid,
  reverse: true,
});

/** Undefined when the id is none of ours. */
export function entryKey(tenantId: string, entryId: string): Key | undefined {
  const parts = partsOfEntryId(entryId);
  return parts === undefined
    ? undefined
    : { pk: `${tenantId}#P#${parts.prospectKey}`, sk: ENTRIES + parts.ulid };
}

/** What was received and noted. */
export const entriesOf = (tenantId: string, prospectId: string) => ({
  pk: partitionOfProspect(tenantId, prospectId),
  ...beginningWith(ENTRIES),
});

/** The same, the newest first, before a ULID if given. */
export const entriesBefore = (tenantId: string, prospectId: string, ulid: string | undefined) => ({
  ...entriesOf(tenantId, prospectId),
  after: ulid === undefined ? undefined : ENTRIES + ulid,
  reverse: true,
});

export const conversationKey = (tenantId: string, prospectId: string): Key => ({
  pk: partitionOfProspect(tenantId, prospectId),
  sk: 'CONVERSATION',
});

export const draftKey = (tenantId: string, prospectId: string, agent: string): Key => ({
  pk: partitionOfProspect(tenantId, prospectId),
  sk: DRAFTS + agent,
});

export const draftsOf = (tenantId: string, prospectId: string) => ({
  pk: partitionOfProspect(tenantId, prospectId),
  ...beginningWith(DRAFTS),
});

/** Numbers the changes of a tenant's conversations. */
export const sequenceKey = (tenantId: string): Key => ({ pk: `${tenantId}#Q`, sk: 'SEQUENCE' });

/** What is known of an address, by its identity. Hashed: keys show in metrics and traces. */
export const addressKey = (tenantId: string, channel: Channel, address: string): Key =>
  spelledKey(tenantId, channel, identityOf(channel, address));

/** Where else something of it may lie: until December 2026 keys were made of addresses as they were spelled. */
export function addressKeys(tenantId: string, channel: Channel, address: string): Key[] {
  const spellings = new Set([identityOf(channel, address), address]);
  return [...spellings].map((spelling) => spelledKey(tenantId, channel, spelling));
}

const spelledKey = (tenantId: string, channel: Channel, spelling: string): Key => ({
  pk: `${tenantId}#X#${channel}#${shortHash(spelling)}`,
  sk: 'ADDRESS',
});

export const idempotencyKey = (tenantId: string, key: string): Key => ({
  pk: `${tenantId}#I#${shortHash(key)}`,
  sk: 'I',
});

export const settingsKey = (tenantId: string): Key => ({ pk: `${tenantId}#T`, sk: 'SETTINGS' });

/** Which versions of its own templates a tenant has published. */
export const publishedTemplatesKey = (tenantId: string): Key => ({ pk: `${tenantId}#T`, sk: 'TEMPLATES' });

export const savedReplyKey = (tenantId: string, id: string): Key => ({
  pk: `${tenantId}#T`,
  sk: `REPLY#${id}`,
});

/** What a term, or the beginning of one, leads to. Hashed like addresses. */
export const searchKey = (tenantId: string, term: string, place: string): Key => ({
  pk: `${tenantId}#S#${shortHash(term)}`,
  sk: place,
});

/** Padded, so that versions sort by their number. */
export const templateVersionKey = (tenantId: string, templateId: string, version: number): Key => ({
  pk: `${tenantId}#W#${templateId}`,
  sk: `V#${String(version).padStart(7, '0')}`,
});

export const healthKey = (tenantId: string, channel: Channel): Key => ({ pk: `${tenantId}#H`, sk: channel });

export const spendingKey = (tenantId: string, month: string): Key => ({ pk: `${tenantId}#B`, sk: month });

export const apiKeyKey = (hash: string): Key => ({ pk: `KEY#${hash}`, sk: 'KEY' });

/** A tenant's own list of its keys. */
export const listedKeyKey = (tenantId: string, keyId: string): Key => ({
  pk: `${tenantId}#T`,
  sk: `KEY#${keyId}`,
});

/** Somebody who signed in for the tenant. */
export const agentKey = (tenantId: string, agentId: string): Key => ({
  pk: `${tenantId}#T`,
  sk: `AGENT#${agentId}`,
});

/** A browser of an agent that wants to be told. */
export const deviceKey = (tenantId: string, deviceId: string): Key => ({ pk: `${tenantId}#D`, sk: deviceId });

/** Every tenant, by its id: what a stage does by itself, it does for each of them. */
export const TENANT_LIST = 'TENANTS';

/** Whose an address of ours is, by its identity first, and then as keys were until December 2026. */
export function senderKeys(channel: Channel, address: string): [Key, ...Key[]] {
  const keyOf = (spelling: string): Key => ({ pk: `SENDER#${channel}#${spelling}`, sk: 'SENDER' });
  const identity = identityOf(channel, address);
  return address === identity ? [keyOf(identity)] : [keyOf(identity), keyOf(address)];
}

/** What was counted of one UTC hour, and of what. */
export const tallyPageKey = (tenantId: string, hour: string, page: number): Key => ({
  pk: `${tenantId}#F#${hour}`,
  sk: `P#${String(page).padStart(4, '0')}`,
});

/** What an hour added to a day of the tenant. */
export const statisticsKey = (tenantId: string, day: string, hour: string): Key => ({
  pk: `${tenantId}#S`,
  sk: `${day}#${hour}`,
});

/** Undefined when the id is none of ours. */
export function enrolmentKey(tenantId: string, enrolmentId: string): Key | undefined {
  const parts = partsOfKin('enr', enrolmentId);
  return parts && { pk: `${tenantId}#P#${parts.prospectKey}`, sk: ENROLMENTS + parts.ulid };
}

export const enrolmentsOf = (tenantId: string, prospectId: string) => ({
  pk: partitionOfProspect(tenantId, prospectId),
  ...beginningWith(ENROLMENTS),
});

/** The list of those who entered a journey, by when they did. */
export const enrolledKey = (tenantId: string, journeyId: string, enrolmentId: string): Key => ({
  pk: `${tenantId}#E#${journeyId}`,
  sk: enrolmentId,
});

/** Padded, so that versions sort by their number. */
export const journeyVersionKey = (tenantId: string, journeyId: string, number: number): Key => ({
  pk: `${tenantId}#J#${journeyId}`,
  sk: `V#${String(number).padStart(7, '0')}`,
});

/** What the list of journeys shows of one. */
export const journeyHeadKey = (tenantId: string, journeyId: string): Key => ({
  pk: `${tenantId}#J`,
  sk: journeyId,
});

/** Undefined when the id is none of ours. */
export function appointmentKey(tenantId: string, appointmentId: string): Key | undefined {
  const parts = partsOfKin('apt', appointmentId);
  return parts && { pk: `${tenantId}#P#${parts.prospectKey}`, sk: APPOINTMENTS + parts.ulid };
}

export const appointmentsOf = (tenantId: string, prospectId: string) => ({
  pk: partitionOfProspect(tenantId, prospectId),
  ...beginningWith(APPOINTMENTS),
});

/** The agenda of a UTC day, in the order of the day. */
export const agendaKey = (tenantId: string, at: Instant, appointmentId = ''): Key => ({
  pk: `${tenantId}#A#${toIso(at).slice(0, 10)}`,
  sk: `${ulidTime(at)}${appointmentId}`,
});
