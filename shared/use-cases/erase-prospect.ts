import { shortHash } from '../domain/message-id.ts';
import type { MessageRecord } from '../domain/message-record.ts';
import { AppError } from '../errors.ts';
import type { AttachmentStore } from '../ports/attachment-store.ts';
import { cancelMessage, type CancelPorts } from './cancel-message.ts';
import { addressesOf } from './export-prospect.ts';

export interface ErasePorts extends CancelPorts {
  attachments: Pick<AttachmentStore, 'remove'>;
}

/** Messages that are worked on at a time. */
const AT_ONCE = 10;

/**
 * Forgets a person (GDPR, article 17): what waits is cancelled, what was said and with which files is deleted, the
 * record goes. What stays names nobody: that messages were sent, and hashed addresses that must not be written to.
 * The record goes last, when others were told: so that a repetition finishes what a run that died has begun.
 * @throws AppError `not-found` when nothing is kept of anybody of this id.
 */
export async function eraseProspect(ports: ErasePorts, tenantId: string, prospectId: string): Promise<void> {
  const scope = ports.scopes(tenantId);
  const [prospect, messages] = await Promise.all([
    scope.prospects.get(prospectId),
    scope.messages.thread(prospectId),
  ]);
  if (prospect === undefined && messages.length === 0)
    throw new AppError('not-found', `There is no prospect ${prospectId}.`);
  const addresses = addressesOf({ prospect, messages });
  for (const { channel, address } of addresses) await scope.prospects.forgetAddress(channel, address);
  for (let next = 0; next < messages.length; next += AT_ONCE) {
    const some = messages.slice(next, next + AT_ONCE);
    await Promise.all(some.map((record) => eraseMessage(ports, tenantId, record)));
  }
  const at = ports.clock.now();
  const id = `${shortHash(prospectId)}-${at}-erased`;
  await ports.domainEvents.publish({ id, type: 'prospect.erased', tenantId, prospectId, at });
  await scope.prospects.remove(prospectId);
}

async function eraseMessage(ports: ErasePorts, tenantId: string, { message }: MessageRecord): Promise<void> {
  const { messages } = ports.scopes(tenantId);
  await cancelMessage(ports, tenantId, message.id).catch((error: unknown) => {
    // What has left or has ended needs no cancelling.
    if (!(error instanceof AppError) || error.code !== 'already-left') throw error;
  });
  for (const { key } of message.content.attachments ?? []) {
    if (key !== undefined) await ports.attachments.remove(key);
  }
  const record = await messages.load(message.id);
  if (record !== undefined) await messages.forget(record);
}
