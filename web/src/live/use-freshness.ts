import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { liveChannelOf } from '../../../shared/domain/live-channel.ts';
import { answerOf, api } from '../api/client.ts';
import type { ConversationChange, ConversationView } from '../api/types.ts';
import { applyConversation, knownConversation, removeConversation } from '../inbox/apply-conversation.ts';
import type { AppConfig } from '../session/config.ts';
import { useMe } from '../session/me.tsx';
import { session } from '../session/session.ts';
import { openEventSocket, type SocketListener } from './event-socket.ts';
import { Freshness } from './freshness.ts';

/** Keeps what is shown true for as long as the component stands. `heard`: somebody wrote. */
export function useFreshness(config: AppConfig, heard: (conversation: ConversationView) => void): void {
  const client = useQueryClient();
  const { agent, tenant } = useMe();
  const listener = useRef(heard);
  useEffect(() => {
    listener.current = heard;
  });
  useEffect(() => {
    const apply = (next: ConversationChange) => {
      if ('removed' in next) {
        removeConversation(client, next.prospectId);
        return;
      }
      const known = knownConversation(client, next.prospectId);
      if (known !== undefined && known.seq >= next.seq) return;
      applyConversation(client, next, agent.id);
      void client.invalidateQueries({ queryKey: ['thread', next.prospectId] });
      void client.invalidateQueries({ queryKey: ['conversation', next.prospectId] });
      void client.invalidateQueries({ queryKey: ['counts'] });
      if (next.preview.direction === 'inbound' && next.unread > (known?.unread ?? 0)) listener.current(next);
    };
    const freshness = new Freshness({
      apply,
      sync: async (since) =>
        answerOf(api.GET('/v1/sync', { params: { query: since === undefined ? {} : { since } } })),
      connect: connection(config, tenant.id),
    });
    freshness.start();
    return () => freshness.stop();
  }, [client, config, agent.id, tenant.id]);
}

function connection({ live }: AppConfig, tenantId: string) {
  const { kind, http, realtime } = live;
  if (kind !== 'appsync' || http === undefined || realtime === undefined) return undefined;
  return async (listener: SocketListener) => {
    const token = await session().token();
    if (token === undefined) throw new Error('Nobody has signed in');
    const host = /^https?:/.test(http) ? new URL(http).host : http;
    const address = /^wss?:/.test(realtime) ? realtime : `wss://${realtime}/event/realtime`;
    const channel = liveChannelOf(tenantId, 'conversations');
    return openEventSocket({ host, realtime: address, channel, token }, listener);
  };
}
