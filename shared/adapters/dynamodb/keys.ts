import type { Channel } from '../../domain/channel.ts';
import type { Instant } from '../../domain/instant.ts';
import { parseMessageId, partsOfEntryId, prospectKey, shortHash, ulidTime } from '../../domain/message-id.ts';
import type { Key } from './table.ts';

/**
 * Every key starts with its tenant, but for the two look-ups that lead to a tenant: by API key and by sender.
 * A prospect's partition holds its profile and its whole thread: `M#<ulid>` the message, `M#<ulid>#A01` its slots,
 * `M#<ulid>#D` its deferral, so that one query reads a message and no index is written for it; `H#<ulid>` what was
 * received and noted, `CONVERSATION` what the inbox knows of it, `DRAFT#<agent>` answers that were begun.
 */
const THREAD = 'M#';
const ENTRIES = 'H#';
const DRAFTS = 'DRAFT#';
/** Sorts after everything that starts with the same text. */
const END = '~';

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

export const slotKey = ({ pk, sk }: Key, number: number): Key => ({
  pk,
  sk: `${sk}#A${String(number).padStart(2, '0')}`,
});

export const deferralKey = ({ pk, sk }: Key): Key => ({ pk, sk: `${sk}#D` });

/** A message with its slots and its deferral. */
export const recordRange = ({ pk, sk }: Key) => ({ pk, from: sk, to: sk + END });

/** All messages of a prospect accepted since an instant. */
export function threadSince(tenantId: string, prospectId: string, since: Instant) {
  return {
    pk: partitionOfProspect(tenantId, prospectId),
    from: THREAD + ulidTime(Math.max(0, since)),
    to: THREAD + END,
  };
}

export const profileKey = (tenantId: string, prospectId: string): Key => ({
  pk: partitionOfProspect(tenantId, prospectId),
  sk: 'PROFILE',
});

/** The newest messages of a prospect with their slots, accepted before the one of a ULID if given. */
export const messagesBefore = (tenantId: string, prospectId: string, ulid = '') => ({
  pk: partitionOfProspect(tenantId, prospectId),
  from: THREAD,
  to: THREAD + (ulid === '' ? END : ulid),
});

/** Undefined when the id is none of ours. */
export function entryKey(tenantId: string, entryId: string): Key | undefined {
  const parts = partsOfEntryId(entryId);
  return parts === undefined
    ? undefined
    : { pk: `${tenantId}#P#${parts.prospectKey}`, sk: ENTRIES + parts.ulid };
}

/** What was received and noted, before a ULID if given. */
export const entriesBefore = (tenantId: string, prospectId: string, ulid = '') => ({
  pk: partitionOfProspect(tenantId, prospectId),
  from: ENTRIES,
  to: ENTRIES + (ulid === '' ? END : ulid),
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
  from: DRAFTS,
  to: DRAFTS + END,
});

/** Numbers the changes of a tenant's conversations. */
export const sequenceKey = (tenantId: string): Key => ({ pk: `${tenantId}#Q`, sk: 'SEQUENCE' });

/** Addresses are hashed: keys show in metrics and traces. */
export const addressKey = (tenantId: string, channel: Channel, address: string): Key => ({
  pk: `${tenantId}#X#${channel}#${shortHash(address)}`,
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

export const senderKey = (channel: Channel, address: string): Key => ({
  pk: `SENDER#${channel}#${address}`,
  sk: 'SENDER',
});

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
