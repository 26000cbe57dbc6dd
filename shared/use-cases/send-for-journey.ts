import type { DeliverableChannel } from '../domain/channel.ts';
import type { Command, Enrolment } from '../domain/journeys/enrolment.ts';
import type { Message } from '../domain/message.ts';
import { route } from '../domain/routing/route.ts';
import type { RoutingQueue } from '../ports/queues.ts';
import type { JourneyStatePorts } from './apply-journey-event.ts';
import { gatherFacts } from './gather-facts.ts';
import { withPublishedVersion } from './own-wordings.ts';

/**
 * Accepts a message of a journey, as one that a client posts: first the queue, then the table. Its id comes from the
 * step, so that the same step is the same message.
 */
export async function sendForJourney(
  ports: JourneyStatePorts & { routingQueue: RoutingQueue },
  tenantId: string,
  { id: enrolmentId, prospect }: Enrolment,
  command: Command & { kind: 'send' },
): Promise<void> {
  const { messageId, at, template, data, type, channels, fallback, attachments } = command;
  const { appointmentAt, appointmentMinutes, property } = command;
  const scope = ports.scopes(tenantId);
  const worded = await withPublishedVersion(scope.templates, { templateId: template, data }, at);
  const message: Message = {
    id: messageId,
    tenantId,
    prospect,
    type,
    createdAt: at,
    content: {
      ...worded,
      ...(attachments !== undefined && { attachments }),
      ...(property !== undefined && { property }),
    },
    enrolmentId,
    ...(fallback !== undefined && { fallback }),
    ...(appointmentAt !== undefined && { appointmentAt }),
    ...(appointmentMinutes !== undefined && { appointmentMinutes }),
  };
  const directed = channels === undefined ? message : await direct(ports, message, channels);
  await ports.routingQueue.send({ message: directed, number: 1 });
  await scope.messages.create(directed);
}

/** On the first of the step's channels that is open to the person, now or later today; the others stand in for it. */
async function direct(
  { clock, scopes, tenants }: JourneyStatePorts,
  message: Message,
  channels: readonly DeliverableChannel[],
): Promise<Message> {
  const preferences = { fallbackChannels: channels };
  const tenant = await tenants.get(message.tenantId);
  const question = { message, tenant, tried: [], now: clock.now() };
  const facts = await gatherFacts(scopes(message.tenantId), question);
  const isOpen = (channel: DeliverableChannel): boolean =>
    route({ ...facts, message: { ...facts.message, channel } }).outcome !== 'undeliverable';
  const channel = channels.find(isOpen) ?? channels[0];
  return { ...message, preferences, ...(channel !== undefined && { channel }) };
}
