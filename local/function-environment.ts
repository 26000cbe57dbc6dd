import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { accessKeyFor, LOCAL_SECRET } from './aws/caller.ts';
import type { EnvironmentOptions } from './functions/execution-environment.ts';
import type { Settings } from './settings.ts';
import type { FunctionModel, LocalModel } from './template/model.ts';
import type { VirtualClock } from './virtual-clock.ts';

const SERVICES = ['DYNAMODB', 'SQS', 'SCHEDULER', 'EVENTBRIDGE', 'S3', 'SSM'] as const;

export interface FunctionSurroundings {
  readonly model: LocalModel;
  readonly settings: Settings;
  readonly clock: VirtualClock;
  readonly awsUrl: string;
  readonly onLine: (label: string, line: string) => void;
}

/** Everything that a thread of one function is started with: what Lambda sets, and where AWS is here. */
export function executionOptions(
  target: FunctionModel,
  surroundings: FunctionSurroundings,
): EnvironmentOptions {
  const { clock, onLine } = surroundings;
  return {
    setup: {
      clock: clock.shared,
      bundle: pathToFileURL(join(target.folder, 'index.mjs')).href,
      name: target.name,
      arn: target.arn,
      memoryMegabytes: target.memoryMegabytes,
    },
    environment: variablesOf(target, surroundings),
    timeoutSeconds: target.timeoutSeconds,
    onLine: (line) => onLine(target.label, line),
  };
}

function variablesOf(
  target: FunctionModel,
  { model, settings, awsUrl }: FunctionSurroundings,
): Record<string, string> {
  return {
    AWS_REGION: model.region,
    AWS_DEFAULT_REGION: model.region,
    AWS_ACCESS_KEY_ID: accessKeyFor(target.label),
    AWS_SECRET_ACCESS_KEY: LOCAL_SECRET,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: target.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(target.memoryMegabytes),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${target.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    LAMBDA_TASK_ROOT: target.folder,
    TZ: ':UTC',
    ...Object.fromEntries(SERVICES.map((service) => [`AWS_ENDPOINT_URL_${service}`, awsUrl])),
    ...settings.baseUrls,
    ...target.environment,
  };
}
