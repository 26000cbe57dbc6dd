import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { secretsPrefix } from '../lib/deployment.ts';
import type { StageConfig } from '../lib/stage-config.ts';
import { readStageConfig } from '../lib/stage-config.ts';
import { askUnseen } from './ask-unseen.ts';
import { explainAwsError } from './explain-aws-error.ts';
import type { ProviderName, SecretField } from './provider-secrets.ts';
import { checkSecret, isProvider, PROVIDERS, SECRET_FIELDS } from './provider-secrets.ts';

const USAGE = `Usage: npm run secrets -- --stage <dev|staging|prod> <${PROVIDERS.join('|')}>
Values are asked for, or read as one JSON object from standard input; never give them as arguments.`;

interface Order {
  readonly config: StageConfig;
  readonly provider: ProviderName;
}

/** What the command line asks for. @throws Error that says what is wrong with it, without repeating it. */
function readOrder(): Order {
  const { values, positionals } = parseArgs({
    options: { stage: { type: 'string' } },
    allowPositionals: true,
  });
  const [provider, ...others] = positionals;
  if (!isProvider(provider) || others.length > 0) throw new Error(USAGE);
  if (!values.stage) throw new Error(`No stage was given.\n${USAGE}`);
  const config = readStageConfig(values.stage);
  if (config.stage === 'local')
    throw new Error('The local stack reads the credentials of providers from .env.');
  return { config, provider };
}

async function readSecret(fields: readonly SecretField[]): Promise<unknown> {
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

async function store({ config, provider }: Order, secret: Record<string, string>): Promise<string> {
  const name = `${secretsPrefix(config.stage)}/${provider}`;
  const client = new SSMClient({ region: config.region });
  await client.send(
    new PutParameterCommand({
      Name: name,
      Value: JSON.stringify(secret),
      Type: 'SecureString',
      Overwrite: true,
    }),
  );
  return `${name} stored in ${config.region}.`;
}

try {
  const order = readOrder();
  const secret = checkSecret(order.provider, await readSecret(SECRET_FIELDS[order.provider]));
  console.log(await store(order, secret));
} catch (error) {
  console.error(explainAwsError(error));
  process.exitCode = 1;
}
