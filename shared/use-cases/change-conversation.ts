import type { Conversation, NumberedConversation } from '../domain/conversation.ts';
import { AppError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { InboxScreens } from '../ports/inbox-screens.ts';
import type { TenantScopes } from '../ports/tenant-scope.ts';

export interface InboxPorts {
  clock: Clock;
  scopes: TenantScopes;
  screens: InboxScreens;
}

type Change<T> = (known: T) => Conversation | undefined;

/**
 * Changes the conversation that shows a person's messages: their own, or the one that they were merged into. The only
 * way by which conversations change; open inboxes see it at once.
 */
export async function changeOrOpen(
  { clock, scopes, screens }: InboxPorts,
  tenantId: string,
  prospectId: string,
  change: Change<NumberedConversation | undefined>,
): Promise<NumberedConversation | undefined> {
  const { conversations } = scopes(tenantId);
  let shownBy = prospectId;
  for (;;) {
    let before: number | undefined;
    const changed = await conversations.change(shownBy, clock.now(), (known) => {
      before = known?.seq;
      return known?.mergedInto === undefined ? change(known) : known;
    });
    if (changed !== undefined && changed.seq !== before) await screens.show(tenantId, changed);
    if (changed?.mergedInto === undefined) return changed;
    shownBy = changed.mergedInto;
  }
}

/** The same where there is a conversation; nothing happens where there is none. */
export function changeShown(
  ports: InboxPorts,
  tenantId: string,
  prospectId: string,
  change: Change<NumberedConversation>,
): Promise<NumberedConversation | undefined> {
  return changeOrOpen(ports, tenantId, prospectId, (known) =>
    known === undefined ? undefined : change(known),
  );
}

/** @throws AppError `not-found`. */
export async function changeConversation(
  ports: InboxPorts,
  tenantId: string,
  prospectId: string,
  change: Change<NumberedConversation>,
): Promise<NumberedConversation> {
  const changed = await changeShown(ports, tenantId, prospectId, change);
  if (changed === undefined) throw new AppError('not-found', `There is no conversation with ${prospectId}.`);
  return changed;
}
