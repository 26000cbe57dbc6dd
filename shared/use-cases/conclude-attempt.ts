import type { Attempt } from '../domain/attempt.ts';
import type { SendCommand } from '../domain/commands.ts';
import { reportOutcome } from './report-outcome.ts';
import type { SendOutcome } from './send-message.ts';
import { type SenderPorts, watchUncertain } from './sender-ports.ts';

/** Nobody knows whether it left, and it is not made again: the provider will be asked. */
export async function concludeUncertain(
  ports: SenderPorts,
  { message, number }: SendCommand,
  attempt: Attempt,
  reason: string,
) {
  const event = { status: 'uncertain', at: ports.clock.now(), reason } as const;
  await reportOutcome(
    ports,
    { tenantId: message.tenantId, messageId: message.id, number, channel: attempt.channel, event },
    true,
  );
  await watchUncertain(ports, message, number, 0);
  return 'uncertain' as const;
}

/** Ends an attempt of which nothing left: the next channel is tried. */
export async function giveUp(
  ports: SenderPorts,
  { message, number }: SendCommand,
  channel: Attempt['channel'],
  cause: { errorCode: string; reason: string },
): Promise<SendOutcome> {
  const event = { status: 'rejected', at: ports.clock.now(), ...cause } as const;
  await reportOutcome(
    ports,
    { tenantId: message.tenantId, messageId: message.id, number, channel, event },
    true,
  );
  return 'rejected';
}
