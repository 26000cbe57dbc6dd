import type { Message } from '../domain/message.ts';
import type { Consent, Prospect } from '../domain/prospect.ts';
import type { ProspectStore } from '../ports/prospect-store.ts';

/** The message with its prospect completed by what is recorded: what the message says wins, field by field. */
export async function withKnownProspect(prospects: ProspectStore, message: Message): Promise<Message> {
  const stored = await prospects.get(message.prospect.id);
  return stored === undefined ? message : { ...message, prospect: mergeProspects(stored, message.prospect) };
}

function mergeProspects(stored: Prospect, given: Prospect): Prospect {
  const merged: Prospect = { ...stored, ...given };
  if (stored.preferences !== undefined) merged.preferences = { ...stored.preferences, ...given.preferences };
  const marketing = latest(stored.consents?.marketing, given.consents?.marketing);
  if (marketing !== undefined) merged.consents = { marketing };
  return merged;
}

/** A refusal recorded after a consent stands, and the other way round. */
function latest(a: Consent | undefined, b: Consent | undefined): Consent | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return b.at >= a.at ? b : a;
}
