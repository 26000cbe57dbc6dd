import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { physicalName } from '../lib/deployment.ts';
import { readStageConfig, type StageConfig } from '../lib/stage-config.ts';
import { TenantDirectory } from '../shared/adapters/dynamodb/tenant-directory.ts';
import { randomApiKeys } from '../shared/adapters/node/random-api-keys.ts';
import { Table } from '../shared/adapters/dynamodb/table.ts';
import { fieldErrors } from '../shared/contracts/field-errors.ts';
import { tenantSettings, toTenant } from '../shared/contracts/tenant-settings.ts';
import { type Scope, SCOPES } from '../shared/domain/api-key.ts';
import { explainAwsError } from './explain-aws-error.ts';

const USAGE = `Usage: npm run tenants -- --stage <dev|staging|prod> <command>
  put                              create or change a tenant: its settings as JSON on standard input
  create-key <tenant> --name <what for> --scopes <all, or some of ${SCOPES.join(',')}>
                                   print a new API key, once
  list-keys <tenant>
  revoke-key <tenant> <key id>`;

interface Order {
  config: StageConfig;
  command: string;
  operands: string[];
  name: string | undefined;
  scopes: string | undefined;
}

function readOrder(): Order {
  const { values, positionals } = parseArgs({
    options: { stage: { type: 'string' }, name: { type: 'string' }, scopes: { type: 'string' } },
    allowPositionals: true,
  });
  const [command = '', ...operands] = positionals;
  if (!values.stage) throw new Error(USAGE);
  const config = readStageConfig(values.stage);
  if (config.stage === 'local') throw new Error('The local stack makes its own two tenants at every start.');
  return { config, command, operands, name: values.name, scopes: values.scopes };
}

async function putTenant(directory: TenantDirectory): Promise<string> {
  const input: unknown = parseJson(await text(process.stdin));
  const parsed = tenantSettings.safeParse(input, { reportInput: true });
  if (!parsed.success) {
    const lines = fieldErrors(parsed.error.issues).map(({ path, message }) => `  ${path} ${message}`);
    throw new Error(`The settings do not fit:\n${lines.join('\n')}`);
  }
  await directory.put(toTenant(parsed.data));
  return `Tenant ${parsed.data.id} is in place. Functions see the change within a minute.`;
}

function parseJson(input: string): unknown {
  try {
    return JSON.parse(input);
  } catch {
    throw new Error('Standard input is not JSON.');
  }
}

async function createKey(
  directory: TenantDirectory,
  { config, operands, name, scopes }: Order,
): Promise<string> {
  const [tenantId] = operands;
  if (tenantId === undefined || name === undefined) throw new Error(USAGE);
  const allowed = readScopes(scopes);
  if (!(await directory.has(tenantId)))
    throw new Error(`There is no tenant ${tenantId}. Create it first: put.`);
  const { id, text: key } = randomApiKeys(config.stage)();
  await directory.putApiKey(key, { id, tenantId, name, scopes: allowed });
  return `${key}\nThis is ${id} for ${tenantId}. It is shown now and never again: only its hash is stored.`;
}

function readScopes(list: string | undefined): Scope[] {
  if (list === undefined)
    throw new Error(`Say what the key may do: --scopes all, or some of ${SCOPES.join(',')}`);
  if (list === 'all') return [...SCOPES];
  return list.split(',').map((name) => {
    const scope = SCOPES.find((known) => known === name);
    if (scope === undefined) throw new Error(`There is no scope "${name}". Scopes: ${SCOPES.join(', ')}`);
    return scope;
  });
}

async function listKeys(directory: TenantDirectory, [tenantId]: string[]): Promise<string> {
  if (tenantId === undefined) throw new Error(USAGE);
  const keys = await directory.listApiKeys(tenantId);
  if (keys.length === 0) return `${tenantId} has no keys.`;
  return keys.map(({ id, name, scopes }) => `${id}  ${name}  ${scopes.join(',')}`).join('\n');
}

async function revokeKey(directory: TenantDirectory, [tenantId, keyId]: string[]): Promise<string> {
  if (tenantId === undefined || keyId === undefined) throw new Error(USAGE);
  if (!(await directory.revokeApiKey(tenantId, keyId))) throw new Error(`${tenantId} has no key ${keyId}.`);
  return `${keyId} is revoked. Functions refuse it within a minute.`;
}

async function run(order: Order): Promise<string> {
  const client = new DynamoDBClient({ region: order.config.region });
  const directory = new TenantDirectory(new Table(client, physicalName(order.config)));
  switch (order.command) {
    case 'put':
      return putTenant(directory);
    case 'create-key':
      return createKey(directory, order);
    case 'list-keys':
      return listKeys(directory, order.operands);
    case 'revoke-key':
      return revokeKey(directory, order.operands);
    default:
      throw new Error(USAGE);
  }
}

try {
  console.log(await run(readOrder()));
} catch (error) {
  console.error(explainAwsError(error));
  process.exitCode = 1;
}
