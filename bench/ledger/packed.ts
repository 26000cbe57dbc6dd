import { type Broadcast, messageTo, PACK_SIZE, type PackCommand } from '../../shared/domain/broadcast.ts';
import { CHANNELS } from '../../shared/domain/channel.ts';
import { NO_POINTS } from '../../shared/domain/routing/scores.ts';
import type { Account } from './account.ts';
import { prospectOf } from './scenarios.ts';
import { addTo, noUsage, type Usage } from './usage.ts';

export const PACKED_CHANNELS = ['email', 'sms'] as const;
type PackedChannel = (typeof PACKED_CHANNELS)[number];

/** Nobody that the other scenarios know. */
const FIRST_PERSON = 5_000_000;

/** What one recipient of a broadcast uses, from the queue of packs to the last look at the receipt; its plan is not counted. */
export async function countPacked(account: Account, channel: PackedChannel): Promise<Usage> {
  const broadcast: Broadcast = {
    id: `bc_ledger${channel}`,
    tenantId: 'tenant_demo',
    createdAt: account.clock.now(),
    type: 'notification',
    content: { subject: 'Nouveau', body: 'Bonjour, un appartement vient d’arriver à Paris.' },
  };
  const first = FIRST_PERSON + PACKED_CHANNELS.indexOf(channel) * PACK_SIZE;
  const people = Array.from({ length: PACK_SIZE }, (_, index) => prospectOf(first + index));
  await account.introduce(people);
  await account.plan(broadcast, [packOf(broadcast, channel, people)]);
  account.ledger.take();
  const before = account.delivered;
  await account.settle(10);
  await account.endOfWindow();
  if (account.delivered - before !== PACK_SIZE)
    throw new Error(`${account.delivered - before} of ${PACK_SIZE} of a pack arrived by ${channel}`);
  const each = noUsage();
  for (const { usage } of account.ledger.take().values()) addTo(each, usage);
  for (const counter of Object.keys(each) as (keyof Usage)[]) each[counter] /= PACK_SIZE;
  return each;
}

function packOf(
  broadcast: Broadcast,
  channel: PackedChannel,
  people: readonly ReturnType<typeof prospectOf>[],
): PackCommand {
  const decision = {
    outcome: 'send' as const,
    channel,
    reason: `Envoi par ${channel} : 65 points contre 35 pour un autre canal (priorité normale ; urgence +20, coût +20).`,
    confidence: 0.8176,
    urgency: 'normal' as const,
    pointsVersion: '2026-11',
    channels: CHANNELS.map((each) => ({
      channel: each,
      allowed: true,
      gates: [],
      score: 65,
      points: { ...NO_POINTS, urgency: 25, cost: 20, messageType: 20 },
      cost: 50_000,
      deliveryEstimate: 60,
    })),
  };
  const recipients = people.map((prospect) => ({
    messageId: messageTo(broadcast, { prospect }).id,
    prospect,
    decision,
    isKnown: true as const,
  }));
  const { id: broadcastId, tenantId } = broadcast;
  return { kind: 'pack', tenantId, broadcastId, pack: `0.0.${channel}.0`, channel, recipients };
}
