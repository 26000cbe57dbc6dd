import { afterReply, wasAnsweredMeanwhile } from '../domain/conversation.ts';
import { type ReplyDraft, replyMessage } from '../domain/reply.ts';
import { AppError } from '../errors.ts';
import type { TenantScopes } from '../ports/tenant-scope.ts';
import type { TenantStore } from '../ports/tenant-store.ts';
import { changeOrOpen, changeShown, type InboxPorts } from './change-conversation.ts';
import { makeTextFindable } from './make-findable.ts';
import { type Submission, submitMessage, type SubmitPorts, type Submitted } from './submit-message.ts';
import { wordsOf } from './words-of.ts';

export interface ReplyPorts extends SubmitPorts, InboxPorts {
  tenants: TenantStore;
  scopes: TenantScopes;
}

/**
 * Answers a person, through the same routing and gates as every message. That somebody is answering is written before
 * the message is accepted, and that they have after it: a run that dies in between leaves the person waiting, never
 * answered in appearance alone.
 * @throws AppError `not-found` for nobody, `answered-meanwhile` when a colleague's answer is newer than what was seen.
 */
export async function reply(
  ports: ReplyPorts,
  tenantId: string,
  prospectId: string,
  draft: ReplyDraft & { idempotency?: Submission['idempotency'] },
): Promise<Submitted> {
  const { by, seen, force = false, channel, idempotency } = draft;
  const scope = ports.scopes(tenantId);
  const known = await changeShown(ports, tenantId, prospectId, (conversation) => {
    const now = ports.clock.now();
    if (!force && wasAnsweredMeanwhile(conversation, { by, seen, now })) throw answeredMeanwhile();
    return { ...conversation, replying: { by, at: now } };
  });
  const prospect = await scope.prospects.get(known?.prospectId ?? prospectId);
  if (prospect === undefined) throw new AppError('not-found', `There is no prospect ${prospectId}.`);
  const message = replyMessage(prospect, known, draft);
  const submitted = await submitMessage(ports, {
    tenantId,
    draft: message,
    files: [],
    ...(idempotency !== undefined && { idempotency }),
  });
  const { messageId } = submitted;
  const { name } = prospect;
  const { text } = await shownWords(ports, tenantId, { ...message, prospect });
  await changeOrOpen(ports, tenantId, prospect.id, (conversation) =>
    conversation?.lastReply?.messageId === messageId
      ? conversation
      : afterReply(conversation, prospect.id, {
          messageId,
          by,
          channel,
          at: ports.clock.now(),
          text,
          seen,
          ...(name !== undefined && { name }),
        }),
  );
  await makeTextFindable(scope.search, {
    prospectId: prospect.id,
    entryId: messageId,
    at: ports.clock.now(),
    text,
  });
  await scope.threads.keepDraft(prospect.id, by, undefined);
  return submitted;
}

async function shownWords(
  { clock, scopes, tenants }: ReplyPorts,
  tenantId: string,
  draft: Submission['draft'],
): Promise<{ text: string }> {
  const message = { ...draft, id: '', tenantId, createdAt: clock.now() };
  return wordsOf(scopes(tenantId), { message, slots: [] }, await tenants.get(tenantId));
}

function answeredMeanwhile(): AppError {
  return new AppError(
    'answered-meanwhile',
    'A colleague has answered since. Send with "force": true to answer too.',
  );
}
