import { DAY, type Instant } from '../domain/instant.ts';
import type { Attachment, Content, Message } from '../domain/message.ts';
import { contractOf } from '../domain/template.ts';
import type { Prospect } from '../domain/prospect.ts';
import { AppError } from '../errors.ts';
import type { AttachmentStore } from '../ports/attachment-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { RoutingQueue } from '../ports/queues.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';
import { acceptProspect } from './accept-consent.ts';
import { requireData, requireProperty } from './current-content.ts';
import { withPublishedVersion } from './own-wordings.ts';

/** What is reached of a tenant to accept a message. */
type SubmitScope = Pick<TenantScope, 'messages' | 'prospects' | 'properties' | 'templates' | 'idempotency'>;

export interface SubmitPorts {
  clock: Clock;
  ids: Ids;
  scopes: (tenantId: string) => SubmitScope;
  routingQueue: RoutingQueue;
  attachments: Pick<AttachmentStore, 'put'>;
}

/** A file that came inside the request. */
export interface InlineFile {
  index: number;
  content: Uint8Array;
  contentType: string;
  filename: string;
}

export interface Submission {
  tenantId: string;
  /** Everything but what acceptance gives it. */
  draft: Omit<Message, 'id' | 'tenantId' | 'createdAt'>;
  files: readonly InlineFile[];
  idempotency?: { key: string; bodyHash: string };
}

export interface Submitted {
  messageId: string;
  replayed: boolean;
}

/**
 * Accepts a message: what is answered is in the routing queue. The queue comes first and carries the whole message,
 * the table follows; a crash between the two leaves nothing behind that nobody will look at, because routing writes
 * the missing item. Under an idempotency key the id is written before anything else, so that a repetition after a
 * crash finishes the same message.
 * @throws AppError `idempotency-key-reused`, or `invalid-request` for an unknown prospect without an address.
 */
export async function submitMessage(ports: SubmitPorts, submission: Submission): Promise<Submitted> {
  const now = ports.clock.now();
  const scope = ports.scopes(submission.tenantId);
  const prospect = acceptProspect(submission.draft.prospect, now);
  await requireSomebody(scope, prospect);
  await requireVariables(scope, submission.draft.content);
  const fresh = ports.ids.messageId(submission.draft.prospect.id, now);
  const earlier = await earlierRequest(scope, submission.idempotency, fresh, now);
  if (earlier !== undefined && (await scope.messages.load(earlier)) !== undefined)
    return { messageId: earlier, replayed: true };
  const messageId = earlier ?? fresh;
  const attachments = await keepFiles(ports.attachments, submission, messageId);
  const worded = await withPublishedVersion(scope.templates, submission.draft.content, now);
  const content = attachments === undefined ? worded : { ...worded, attachments };
  const message: Message = {
    ...submission.draft,
    prospect,
    id: messageId,
    tenantId: submission.tenantId,
    createdAt: now,
    content,
  };
  await ports.routingQueue.send({ message, number: 1 });
  await scope.messages.create(message);
  return { messageId, replayed: earlier !== undefined };
}

/** What a template needs may come from the property; without one, it was looked for at the edge. */
async function requireVariables(scope: SubmitScope, content: Content): Promise<void> {
  const { property, templateId, body, html, data } = content;
  const said = await requireProperty(scope, content);
  if (property === undefined || (body ?? html) !== undefined) return;
  const contract = contractOf(templateId);
  const known = { ...data, ...said };
  requireData((contract?.required ?? []).filter((name) => !(name in known)));
}

/** @throws AppError `invalid-request` for an unknown prospect without an address. */
export async function requireSomebody(
  scope: Pick<TenantScope, 'prospects'>,
  { id, phone, email, whatsapp, telegram }: Prospect,
): Promise<void> {
  if (phone ?? email ?? whatsapp ?? telegram) return;
  if ((await scope.prospects.get(id)) !== undefined) return;
  const errors = [
    { path: 'prospect', message: 'is not known here: give at least one of phone, email, whatsapp, telegram' },
  ];
  throw new AppError('invalid-request', 'The prospect is unknown and has no address.', errors);
}

/**
 * The id of what an earlier request under the same key was to create; undefined when this one is the first, which then
 * holds the key. @throws AppError `idempotency-key-reused`.
 */
export async function earlierRequest(
  scope: Pick<TenantScope, 'idempotency'>,
  idempotency: Submission['idempotency'],
  messageId: string,
  now: Instant,
): Promise<string | undefined> {
  if (idempotency === undefined) return undefined;
  const { key, bodyHash } = idempotency;
  const held = await scope.idempotency.claim(key, { bodyHash, messageId, expiresAt: now + DAY }, now);
  if (held === 'claimed') return undefined;
  if (held.bodyHash === bodyHash) return held.messageId;
  throw new AppError(
    'idempotency-key-reused',
    'This Idempotency-Key was used with another body in the last 24 hours.',
  );
}

async function keepFiles(
  store: SubmitPorts['attachments'],
  { tenantId, draft, files }: Submission,
  messageId: string,
): Promise<readonly Attachment[] | undefined> {
  const attachments = draft.content.attachments?.slice();
  for (const { index, content, contentType, filename } of files) {
    const key = `attachments/${tenantId}/${messageId}/${index}/${encodeURIComponent(filename)}`;
    await store.put(key, content, contentType);
    attachments?.splice(index, 1, { filename, contentType, key });
  }
  return attachments;
}
