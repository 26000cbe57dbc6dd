import { shortHash } from '../domain/message-id.ts';
import { AppError } from '../errors.ts';
import type { Ids } from '../ports/ids.ts';
import type { SavedReplies, SavedReply } from '../ports/saved-replies.ts';

/** More than ours have; much longer ones cannot even be asked for. */
const LONGEST_ID = 100;

type Words = Omit<SavedReply, 'id'>;

export async function createSavedReply(replies: SavedReplies, ids: Ids, words: Words): Promise<SavedReply> {
  const reply = { id: `reply_${shortHash(ids.claimOwner())}`, ...words };
  await replies.put(reply);
  return reply;
}

/** @throws AppError `not-found`. */
export async function replaceSavedReply(
  replies: SavedReplies,
  id: string,
  words: Words,
): Promise<SavedReply> {
  const known = await replies.list();
  if (!known.some((reply) => reply.id === id)) throw unknown(id);
  const reply = { id, ...words };
  await replies.put(reply);
  return reply;
}

/** @throws AppError `not-found`. */
export async function removeSavedReply(replies: SavedReplies, id: string): Promise<void> {
  if (id.length > LONGEST_ID || !(await replies.remove(id))) throw unknown(id);
}

const unknown = (id: string): AppError => new AppError('not-found', `There is no saved reply ${id}.`);
