import {
  type Broadcast,
  messageTo,
  type PackCommand,
  type PackedRecipient,
  type Recipient,
} from '../../shared/domain/broadcast.ts';
import type { DeliverableChannel } from '../../shared/domain/channel.ts';
import { route } from '../../shared/domain/routing/route.ts';
import { prospect, routingRequest, tenant, TUESDAY } from './routing-request.ts';

const BROADCAST_ID = 'bc_01kas7w3h0e8m4';

/** A new flat, for everybody who looks for one. */
export function broadcast(overrides: Partial<Broadcast> = {}): Broadcast {
  return {
    id: BROADCAST_ID,
    tenantId: 'tenant_a',
    createdAt: TUESDAY,
    type: 'notification',
    content: { subject: 'Un nouvel appartement', body: 'Bonjour, un appartement vient d’arriver.' },
    ...overrides,
  };
}

/** The `number`-th person of an audience; without WhatsApp, since the same broadcast goes out by other channels. */
export function recipient(number: number, overrides: Partial<Recipient['prospect']> = {}): Recipient {
  const digits = String(number).padStart(6, '0');
  const { whatsapp: _none, ...person } = prospect({
    id: `prospect_${digits}`,
    name: `Marie Dupont ${number}`,
    phone: `+336${digits.padStart(8, '1')}`,
    email: `marie.${digits}@example.com`,
  });
  return { prospect: { ...person, ...overrides } };
}

/** As the planner decides on it. */
export function packedRecipient(
  of: Broadcast,
  { prospect: person, data }: Recipient,
  channel: DeliverableChannel = 'email',
): PackedRecipient {
  const message = messageTo(of, { prospect: person, ...(data !== undefined && { data }) });
  const decision = route(routingRequest({ message, tenant: tenant({ id: of.tenantId }), now: of.createdAt }));
  return {
    messageId: message.id,
    prospect: person,
    ...(data !== undefined && { data }),
    // As it is stored and travels: the confidence to four digits.
    decision: {
      ...decision,
      outcome: 'send',
      channel,
      confidence: Math.round(decision.confidence * 10_000) / 10_000,
    },
  };
}

/** A pack of so many people. */
export function packCommand(
  size: number,
  overrides: Partial<PackCommand> = {},
  of: Broadcast = broadcast(),
): PackCommand {
  const channel = overrides.channel ?? 'email';
  return {
    kind: 'pack',
    tenantId: of.tenantId,
    broadcastId: of.id,
    pack: `000-${channel}`,
    channel,
    recipients: Array.from({ length: size }, (_, number) => packedRecipient(of, recipient(number), channel)),
    ...overrides,
  };
}
