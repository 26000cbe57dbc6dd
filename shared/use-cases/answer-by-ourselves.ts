import type { Channel } from '../domain/channel.ts';
import { automaticText } from '../domain/automatic-text.ts';
import type { Message } from '../domain/message.ts';
import { idFromSeed } from '../domain/message-id.ts';
import { HOUR } from '../domain/instant.ts';
import type { InboundReport } from '../domain/reports.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';
import type { InboundPorts } from './inbound-ports.ts';
import { type Received, sourceOf } from './honour-command.ts';

/** The channels on which AIDE is answered. */
const HELPFUL: ReadonlySet<Channel> = new Set(['sms', 'whatsapp']);

/**
 * Answers AIDE with who we are, and STOP by SMS with its confirmation, as the French charter wants it: once, and
 * nothing any more on that channel. Nothing where the provider has answered itself. Through the same way as every
 * message; its id comes from the message that it answers, so that a repetition sends nothing twice.
 */
export async function answerByOurselves(
  ports: InboundPorts,
  { isAnswered = false }: InboundReport,
  received: Received,
): Promise<void> {
  const { tenantId, person, message, providerId } = received;
  const { command, channel, from, at } = message;
  if (isAnswered || (command !== 'stop' && command !== 'help')) return;
  const tenant = await ports.tenants.get(tenantId);
  if (tenant.senders[channel]?.twoWay !== true) return;
  const scope = ports.scopes(tenantId);
  if (command === 'help' && !HELPFUL.has(channel)) return;
  const automatic = command === 'stop' ? 'stop-confirmation' : 'help';
  // Sorts after the message that it answers.
  const id = idFromSeed(person.id, at + 1, `${automatic} ${providerId}`);
  if (command === 'stop' && (channel !== 'sms' || !(await isFirstStop(scope, received, id)))) return;
  const answer: Message = {
    id,
    tenantId,
    prospect: { ...person, ...(channel === 'whatsapp' ? { whatsapp: from } : { phone: from }) },
    type: 'general',
    createdAt: at,
    content: { body: automaticText(automatic, tenant, person.locale ?? tenant.locale) },
    channel,
    automatic,
  };
  await ports.routingQueue.send({ message: answer, number: 1 });
  await scope.messages.create(answer);
}

/** Two within this time are one person pressing twice. */
const SAME_STOP = HOUR;

/**
 * Not when the number is closed already, nor beside another STOP that is being recorded, nor when a run that died took
 * the number for somebody else's.
 */
async function isFirstStop(
  { prospects, idempotency }: TenantScope,
  { message: { from, at }, providerId }: Received,
  answerId: string,
): Promise<boolean> {
  const known = (await prospects.addressFacts({ phone: from })).sms?.suppression;
  if (known !== undefined && known.source !== sourceOf(providerId)) return false;
  const first = { bodyHash: providerId, messageId: answerId, expiresAt: at + SAME_STOP };
  const held = await idempotency.claim(`stop-confirmation ${from}`, first, at);
  return held === 'claimed' || held.messageId === answerId;
}
