import { randomApiKeys } from '../../shared/adapters/node/random-api-keys.ts';
import { requireEnv } from '../../shared/env.ts';
import type { ApiKeyPorts } from '../../shared/use-cases/manage-api-keys.ts';
import type { ProjectPorts } from '../../shared/use-cases/project-statistics.ts';
import { statisticsPorts } from './statistics.ts';

export function settingsPorts(): ProjectPorts & ApiKeyPorts {
  return { ...statisticsPorts(), newApiKey: randomApiKeys(requireEnv('stage')) };
}
