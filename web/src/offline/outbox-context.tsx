import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { answerOf, api } from '../api/client.ts';
import type { Agent } from '../api/types.ts';
import { applyConversation, knownConversation } from '../inbox/apply-conversation.ts';
import { putEntry } from '../inbox/queries.ts';
import { useMe } from '../session/me.tsx';
import { Outbox, type Outgoing } from './outbox.ts';

const Current = createContext<Outbox | undefined>(undefined);

export function OutboxProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { agent } = useMe();
  const [outbox] = useState(
    () =>
      new Outbox({
        owner: agent.id,
        now: () => Date.now(),
        send: async ({ prospectId, key, body }) =>
          answerOf(
            api.POST('/v1/conversations/{prospectId}/messages', {
              params: { path: { prospectId }, header: { 'Idempotency-Key': key } },
              body,
            }),
          ),
        sent: (message, id) => showAsSent(client, agent, message, id),
      }),
  );
  useEffect(() => void outbox.start(), [outbox]);
  return <Current value={outbox}>{children}</Current>;
}

/** The reply stands in the thread, and nobody waits any more, before the next answer of the API says so. */
function showAsSent(client: QueryClient, agent: Pick<Agent, 'id'>, message: Outgoing, id: string): void {
  const { prospectId, text, channel, body } = message;
  const at = new Date().toISOString();
  putEntry(client, prospectId, {
    kind: 'outbound',
    id,
    at,
    text,
    status: 'accepted',
    messageType: 'general',
    agent: { id: agent.id },
    ...(channel !== undefined && { channel }),
    ...(body.subject !== undefined && { subject: body.subject }),
    ...(body.templateId !== undefined && { templateId: body.templateId }),
  });
  const known = knownConversation(client, prospectId);
  if (known === undefined) return;
  const { waitingSince: _answered, ...rest } = known;
  const preview = { direction: 'outbound' as const, text, messageId: id, status: 'accepted' as const };
  applyConversation(client, { ...rest, lastAt: at, preview, channel: channel ?? rest.channel }, agent.id);
  void client.invalidateQueries({ queryKey: ['counts'] });
}

export function useOutbox(): Outbox {
  const outbox = useContext(Current);
  if (outbox === undefined) throw new Error('No outbox around');
  return outbox;
}

export function useOutgoing(): readonly Outgoing[] {
  const outbox = useOutbox();
  return useSyncExternalStore(outbox.subscribe, outbox.messages);
}
