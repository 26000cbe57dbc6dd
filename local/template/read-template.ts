import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isAllowed } from '../aws/statement.ts';
import type { AssetManifest, Template } from './cloud-formation.ts';
import type { LocalModel } from './model.ts';
import type { Place } from './physical.ts';
import { readApplication, readChannels } from './read-application.ts';
import { readEventSources, readFunctions } from './read-functions.ts';
import { readRoles } from './read-roles.ts';
import { readRoutes } from './read-routes.ts';
import { readBuckets, readQueues, readTables } from './read-storage.ts';
import { readRules, readSchedules } from './read-timing.ts';
import { TemplateScope } from './template-scope.ts';

/** What an assembly is given to become concrete. */
export type Addresses = Pick<Place, 'publicUrl' | 'awsUrl' | 'localUrl'>;

/** The account that the SQS emulation uses. */
const LOCAL_ACCOUNT = '000000000000';

/**
 * Reads the one stack of a synthesised assembly (a cdk.out folder).
 * @throws Error when the assembly has no stack or asks for something that the local stack does not emulate.
 */
export function readAssembly(assembly: string, addresses: Addresses): LocalModel {
  const file = readdirSync(assembly).find((name) => name.endsWith('.template.json'));
  if (file === undefined) throw new Error(`${assembly} holds no template`);
  const stackName = file.replace('.template.json', '');
  const template: Template = JSON.parse(readFileSync(join(assembly, file), 'utf8'));
  const assets: AssetManifest = JSON.parse(readFileSync(join(assembly, `${stackName}.assets.json`), 'utf8'));
  const place = { ...addresses, stackName, accountId: LOCAL_ACCOUNT, region: regionOf(assembly, stackName) };
  return readTemplate(template, assets, assembly, place);
}

function readTemplate(template: Template, assets: AssetManifest, assembly: string, place: Place): LocalModel {
  const scope = new TemplateScope(template, place);
  const functions = readFunctions(scope, assets, assembly);
  const names = (type: string): readonly string[] =>
    [...scope.resourcesOf(type)].map(({ physical }) => physical.ref);
  const model: LocalModel = {
    region: place.region,
    accountId: place.accountId,
    tables: readTables(scope),
    queues: readQueues(scope),
    buckets: readBuckets(scope),
    functions,
    eventSources: readEventSources(scope, functions),
    routes: readRoutes(scope, functions),
    buses: ['default', ...names('AWS::Events::EventBus')],
    rules: readRules(scope),
    scheduleGroups: ['default', ...names('AWS::Scheduler::ScheduleGroup')],
    schedules: readSchedules(scope),
    roles: readRoles(scope),
    application: readApplication(scope, place.awsUrl),
    channels: readChannels(scope),
  };
  checkConsumers(model);
  return model;
}

/** Lambda refuses to create a mapping whose function may not read the queue: so does the local stack. */
function checkConsumers(model: LocalModel): void {
  for (const { functionArn, queueArn } of model.eventSources) {
    const consumer = model.functions.find(({ arn }) => arn === functionArn);
    const statements = model.roles.get(consumer?.roleArn ?? '') ?? [];
    for (const action of ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']) {
      if (!isAllowed(statements, { action, resource: queueArn })) {
        throw new Error(`${consumer?.label} reads ${queueArn}, but its role does not allow ${action}`);
      }
    }
  }
}

/** The Region that the stack is bound to: `aws://account/region` in the manifest. */
function regionOf(assembly: string, stackName: string): string {
  const manifest: { artifacts: Record<string, { environment?: string }> } = JSON.parse(
    readFileSync(join(assembly, 'manifest.json'), 'utf8'),
  );
  const region = manifest.artifacts[stackName]?.environment?.split('/').at(-1);
  return region === undefined || region === 'unknown-region' ? 'us-east-1' : region;
}
