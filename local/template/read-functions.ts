import { resolve as resolvePath } from 'node:path';
import {
  listOf,
  numberOf,
  objectOf,
  textOf,
  type AssetManifest,
  type Properties,
} from './cloud-formation.ts';
import type { EventSourceModel, FunctionModel } from './model.ts';
import type { ResolvedResource, TemplateScope } from './template-scope.ts';

/** Lambda's own default when a mapping sets no maximum: it starts with five concurrent batches. */
const DEFAULT_CONCURRENCY = 5;

/**
 * The functions of the stack whose code is in the assembly. What CDK adds for its own deployments (custom
 * resources written in other languages or with inline code) does nothing here and is left out.
 */
export function readFunctions(
  scope: TemplateScope,
  assets: AssetManifest,
  assembly: string,
): readonly FunctionModel[] {
  return [...scope.resourcesOf('AWS::Lambda::Function')].flatMap(
    (resource) => readFunction(resource, assets, assembly, scope.stackName) ?? [],
  );
}

function readFunction(
  resource: ResolvedResource,
  assets: AssetManifest,
  assembly: string,
  stackName: string,
): FunctionModel | undefined {
  const { properties, physical } = resource;
  const code = objectOf(properties, 'Code');
  const folder = assetFolder(textOf(code, 'S3Key'), assets, assembly);
  if (folder === undefined || textOf(properties, 'Handler') !== 'index.handler') return undefined;
  return {
    label: physical.ref.startsWith(`${stackName}-`) ? physical.ref.slice(stackName.length + 1) : physical.ref,
    name: physical.ref,
    arn: physical.attributes['Arn']!,
    folder,
    handler: 'index.handler',
    timeoutSeconds: numberOf(properties, 'Timeout', 3),
    memoryMegabytes: numberOf(properties, 'MemorySize', 128),
    environment: variablesOf(properties),
    roleArn: textOf(properties, 'Role') ?? '',
  };
}

function assetFolder(key: string | undefined, assets: AssetManifest, assembly: string): string | undefined {
  const asset = Object.values(assets.files).find((file) =>
    Object.values(file.destinations).some((destination) => destination.objectKey === key),
  );
  return key === undefined || !asset ? undefined : resolvePath(assembly, asset.source.path);
}

function variablesOf(properties: Properties): Record<string, string> {
  const variables = objectOf(objectOf(properties, 'Environment'), 'Variables');
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]));
}

/** Which queue feeds which function, and how. */
export function readEventSources(
  scope: TemplateScope,
  functions: readonly FunctionModel[],
): readonly EventSourceModel[] {
  return [...scope.resourcesOf('AWS::Lambda::EventSourceMapping')].map(({ logicalId, properties }) => {
    const named = textOf(properties, 'FunctionName');
    const target = functions.find((candidate) => candidate.name === named || candidate.arn === named);
    if (!target) throw new Error(`${logicalId} feeds ${named}, which the local stack does not run`);
    return {
      functionArn: target.arn,
      queueArn: textOf(properties, 'EventSourceArn') ?? '',
      batchSize: numberOf(properties, 'BatchSize', 10),
      windowSeconds: numberOf(properties, 'MaximumBatchingWindowInSeconds', 0),
      maximumConcurrency: numberOf(
        objectOf(properties, 'ScalingConfig'),
        'MaximumConcurrency',
        DEFAULT_CONCURRENCY,
      ),
      partialBatches: listOf(properties, 'FunctionResponseTypes').includes('ReportBatchItemFailures'),
    };
  });
}
