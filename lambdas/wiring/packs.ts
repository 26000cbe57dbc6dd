import { steadyPace } from '../../shared/adapters/node/pace.ts';
import { requireEnv } from '../../shared/env.ts';
import type { ChannelProvider } from '../../shared/ports/channel-provider.ts';
import type { PackPorts } from '../../shared/use-cases/pack-ports.ts';
import { countingRecords, logger, packQueues, senderPorts } from './workers.ts';

export { countingRecords, logger };

export function packPorts(provider: ChannelProvider): PackPorts {
  return {
    ...senderPorts(provider),
    packQueues: packQueues(),
    pace: steadyPace(Number(requireEnv('packCallsPerSecond'))),
  };
}
