import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { secretsPrefix } from '../lib/deployment.ts';
import type { StageConfig } from '../lib/stage-config.ts';
import { readStageConfig } from '../lib/stage-config.ts';
import { TENANT_ID } from '../shared/domain/tenant.ts';
import { askUnseen } from './ask-unseen.ts';
import { explainAwsError } from './explain-aws-error.ts';
import type { SecretField } from './stage-secrets.ts';
import { checkSecret, isSecret, SECRET_FIELDS, SECRETS, SIGNATURE_FIELDS } from './stage-secrets.ts';

const USAGE = `Usage: npm run secrets -- --stage <dev|staging|prod> <${SECRETS.join('|')}|signature <tenant>>
The keys of links and of notifications (push) are made. Other values are asked for, or read as one JSON object from standard input; never give them as arguments.`;

interface Order {
  readonly config: StageConfig;
  /** Below the stage's path. */
  readonly name: string;
  readonly fields: readonly SecretField[];
}

/** What the command line asks for. @throws Error that says what is wrong with it, without repeating it. */
function readOrder(): Order {
  const { values, positionals } = parseArgs({
    options: { stage: { type: 'string' } },
    allowPositionals: true,
  });
  const secret = readName(positionals);
  if (!values.stage) throw new Error(`No stage was given.\n${USAGE}`);
  const config = readStageConfig(values.stage);
  if (config.stage === 'local')
    throw new Error('The local stack reads the credentials of providers from .env.');
  return { config, ...secret };
}

function readName([secret, tenantId, ...others]: readonly string[]): Pick<Order, 'name' | 'fields'> {
  if (others.length === 0 && isSecret(secret) && tenantId === undefined)
    return { name: secret, fields: SECRET_FIELDS[secret] };
  if (others.length === 0 && secret === 'signature' && tenantId !== undefined && TENANT_ID.test(tenantId))
    return { name: `signature/${tenantId}`, fields: SIGNATURE_FIELDS };
  throw new Error(USAGE);
}

/** A secret that nobody has to bring along. Made once: what rests on it would be lost with another. */
function isMade(fields: readonly SecretField[]): boolean {
  return fields.every(({ make }) => make !== undefined);
}

async function readSecret(fields: readonly SecretField[]): Promise<unknown> {
  if (isMade(fields)) return Object.fromEntries(fields.map(({ name, make }) => [name, make?.()]));
  if (!process.stdin.isTTY) return parseJson(await text(process.stdin));
  const answers: Record<string, string> = {};
  for (const { name, label } of fields) answers[name] = await askUnseen(`${label}: `);
  return answers;
}

function parseJson(input: string): unknown {
  try {
    return JSON.parse(input);
  } catch {
    // The parser's own message quotes what it read.
    throw new Error('Standard input is not JSON.');
  }
}

async function store(
  { config, name: secret, fields }: Order,
  values: Record<string, string>,
): Promise<string> {
  const name = `${secretsPrefix(config.stage)}/${secret}`;
  const client = new SSMClient({ region: config.region });
  await client.send(
    new PutParameterCommand({
      Name: name,
      Value: JSON.stringify(values),
      Type: 'SecureString',
      Overwrite: !isMade(fields),
    }),
  );
  return `${name} stored in ${config.region}.`;
}

try {
  const order = readOrder();
  const values = checkSecret(order.fields, await readSecret(order.fields));
  console.log(await store(order, values));
} catch (error) {
  console.error(explainAwsError(error));
  process.exitCode = 1;
}
