import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { physicalName } from '../lib/deployment.ts';
import { readStageConfig, type StageConfig } from '../lib/stage-config.ts';
import { DynamoAgentDirectory } from '../shared/adapters/dynamodb/agent-directory.ts';
import { TenantDirectory } from '../shared/adapters/dynamodb/tenant-directory.ts';
import { Table } from '../shared/adapters/dynamodb/table.ts';
import { AGENT_ROLES, type AgentRole } from '../shared/domain/agent.ts';
import { explainAwsError } from './explain-aws-error.ts';
import { UserPoolPeople } from './user-pool-people.ts';

const USAGE = `Usage: npm run agents -- --stage <dev|staging|prod> <command>
  add <tenant> --email <address> --name <name> --role <${AGENT_ROLES.join('|')}>
                                   let somebody in, or change their role; they are sent a first password
  remove <tenant> --email <address>
                                   end their access within 15 minutes
  list <tenant>`;

interface Order {
  config: StageConfig;
  command: string;
  tenantId: string;
  email: string | undefined;
  name: string | undefined;
  role: string | undefined;
}

function readOrder(): Order {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    options: { stage: text, email: text, name: text, role: text },
    allowPositionals: true,
  });
  const [command = '', tenantId] = positionals;
  if (!values.stage || tenantId === undefined) throw new Error(USAGE);
  const config = readStageConfig(values.stage);
  if (config.stage === 'local')
    throw new Error('The local stack has its own agents: see GET /_local, or its sign-in page.');
  const { email, name, role } = values;
  return { config, command, tenantId, email: email?.toLowerCase(), name, role };
}

async function add(people: UserPoolPeople, { config, tenantId, email, name, role }: Order): Promise<string> {
  if (email === undefined || name === undefined || role === undefined) throw new Error(USAGE);
  const directory = new TenantDirectory(
    new Table(new DynamoDBClient({ region: config.region }), physicalName(config)),
  );
  if (!(await directory.has(tenantId)))
    throw new Error(`There is no tenant ${tenantId}. Create it first: npm run tenants … put.`);
  const wasNew = await people.admit({ email, name }, { tenantId, role: readRole(role) });
  const invitation = wasNew ? ' Cognito has sent them a first password, valid for 7 days.' : '';
  return `${email} is ${role} of ${tenantId}.${invitation}`;
}

function readRole(name: string): AgentRole {
  const role = AGENT_ROLES.find((known) => known === name);
  if (role === undefined) throw new Error(`There is no role "${name}". Roles: ${AGENT_ROLES.join(', ')}`);
  return role;
}

async function remove(people: UserPoolPeople, { config, tenantId, email }: Order): Promise<string> {
  if (email === undefined) throw new Error(USAGE);
  const id = await people.find(email, tenantId);
  if (id === undefined) throw new Error(`${tenantId} has no agent ${email}.`);
  // First, since nobody can be found once they are gone: colleagues are not offered them any more, their phones not told.
  const table = new Table(new DynamoDBClient({ region: config.region }), physicalName(config));
  await new DynamoAgentDirectory(table, tenantId).leave(id, Date.now());
  await people.dismiss(email);
  return `${email} cannot sign in any more. What is open ends within 15 minutes.`;
}

async function list(people: UserPoolPeople, { tenantId }: Order): Promise<string> {
  const found = await people.list(tenantId);
  if (found.length === 0) return `${tenantId} has no agents.`;
  return found.map(({ email, name, role, status }) => [email, name, role, status].join('  ')).join('\n');
}

async function run(order: Order): Promise<string> {
  const commands = { add, remove, list };
  const command = Object.entries(commands).find(([name]) => name === order.command)?.[1];
  if (command === undefined) throw new Error(USAGE);
  const client = new CognitoIdentityProviderClient({ region: order.config.region });
  return command(await UserPoolPeople.open(client, physicalName(order.config)), order);
}

try {
  console.log(await run(readOrder()));
} catch (error) {
  console.error(explainAwsError(error));
  process.exitCode = 1;
}
