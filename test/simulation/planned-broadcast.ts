import {
  type Broadcast,
  messageTo,
  type PackCommand,
  type PackedRecipient,
} from '../../shared/domain/broadcast.ts';
import { DELIVERABLE_CHANNELS, type DeliverableChannel } from '../../shared/domain/channel.ts';
import { HOUR, type Instant, MINUTE } from '../../shared/domain/instant.ts';
import { addressFor } from '../../shared/domain/prospect.ts';
import { route } from '../../shared/domain/routing/route.ts';
import type { Tenant } from '../../shared/domain/tenant.ts';
import { routingRequest } from '../support/routing-request.ts';
import type { Chance } from './chance.ts';
import type { Person } from './planned-message.ts';

/** One content for all the people of a scenario, as the planner puts it before the senders of packs. */
export interface PlannedBroadcast {
  name: string;
  /** When it is planned, after the start. */
  after: number;
  broadcast: Broadcast;
  packs: readonly PackCommand[];
  /** The planner was told twice and decided otherwise the second time: somebody is in two packs. */
  isTwice: boolean;
}

export function planBroadcast(
  chance: Chance,
  name: string,
  { people, start, tenant }: { people: readonly Person[]; start: Instant; tenant: Tenant },
): PlannedBroadcast {
  const has = (what: string, probability: number) => chance.happens(`${name} ${what}`, probability);
  const after = chance.between(`${name} after`, 0, 10 * MINUTE);
  const broadcast: Broadcast = {
    id: `bc_${name}`,
    tenantId: tenant.id,
    createdAt: start,
    type: chance.pick(`${name} type`, ['marketing', 'notification', 'survey', 'general'] as const),
    content: { subject: 'Nouveau', body: 'Bonjour, un appartement vient d’arriver.' },
    ...(has('fallback', 0.3) && {
      fallback: {
        afterMs: chance.between(`${name} fallback after`, 2 * MINUTE, HOUR),
        unless: chance.pick(`${name} unless`, ['delivered', 'opened'] as const),
      },
    }),
  };
  const isTwice = has('twice', 0.2);
  const packs = (isTwice ? ['first', 'second'] : ['first']).flatMap((round) =>
    packsOf(chance, broadcast, people, `${name} ${round}`),
  );
  return { name, after, broadcast, packs, isTwice };
}

/** Everybody on one of the channels on which they have an address. */
function packsOf(
  chance: Chance,
  broadcast: Broadcast,
  people: readonly Person[],
  round: string,
): PackCommand[] {
  const byChannel = new Map<DeliverableChannel, PackedRecipient[]>();
  for (const [index, { isKnown, ...person }] of people.entries()) {
    // WhatsApp takes no free text from us.
    const reachable = DELIVERABLE_CHANNELS.filter(
      (each) => each !== 'whatsapp' && addressFor(each, person) !== undefined,
    );
    const channel = chance.pick(`${round} to ${index}`, reachable);
    // Also the name in the message, which no text contains, so that it can be told by it.
    const prospect = { ...person, name: `${broadcast.id.slice(3)}p${index + 1}` };
    const message = messageTo(broadcast, { prospect });
    const decision = route(routingRequest({ message, now: broadcast.createdAt }));
    const recipient: PackedRecipient = {
      messageId: message.id,
      prospect,
      decision: { ...decision, outcome: 'send', channel },
      ...(isKnown && { isKnown: true as const }),
    };
    byChannel.set(channel, [...(byChannel.get(channel) ?? []), recipient]);
  }
  return [...byChannel].map(([channel, recipients]) => ({
    kind: 'pack',
    tenantId: broadcast.tenantId,
    broadcastId: broadcast.id,
    pack: `${round.split(' ')[1] ?? ''}.${channel}`,
    channel,
    recipients,
  }));
}
