import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import { secretsPrefix } from '../lib/deployment.ts';
import type { StageConfig } from '../lib/stage-config.ts';

/** How an operators' command reaches a stage, or the local stack. */
export interface StageAccess {
  readonly dynamo: DynamoDBClient;
  readonly ssm: SSMClient;
  /** A stand-in for Twilio's own addresses. */
  readonly twilioBaseUrl: string | undefined;
  /** Where the API answers, when the stage says so itself. */
  readonly publicAddress: string | undefined;
  readonly now: () => number;
}

export async function openStage(config: StageConfig): Promise<StageAccess> {
  if (config.stage === 'local') return openLocalStack();
  const { region, domain, twilioBaseUrl } = config;
  return {
    dynamo: new DynamoDBClient({ region }),
    ssm: new SSMClient({ region }),
    twilioBaseUrl: process.env['TWILIO_BASE_URL'] ?? twilioBaseUrl,
    publicAddress: domain && `https://${domain.name}`,
    now: Date.now,
  };
}

/** What `GET /_local` says of a running local stack. */
interface LocalDescription {
  now: string;
  publicUrl: string;
  aws: { endpoint: string; region: string; accessKeyId: string; secretAccessKey: string };
  providers: { TWILIO_BASE_URL?: string };
}

async function openLocalStack(): Promise<StageAccess> {
  const address = `http://127.0.0.1:${process.env['PORT'] ?? '3000'}`;
  const described = await fetch(`${address}/_local`).catch(() => undefined);
  if (described?.ok !== true)
    throw new Error(`No local stack answers at ${address}: npm start, or PORT=<its port>.`);
  const { now, publicUrl, aws, providers } = (await described.json()) as LocalDescription;
  const { endpoint, region, accessKeyId, secretAccessKey } = aws;
  const client = { endpoint, region, credentials: { accessKeyId, secretAccessKey } };
  const ahead = Date.parse(now) - Date.now();
  return {
    dynamo: new DynamoDBClient(client),
    ssm: new SSMClient(client),
    twilioBaseUrl: providers.TWILIO_BASE_URL,
    publicAddress: publicUrl,
    now: () => Date.now() + ahead,
  };
}

/** The stage's own credentials at Twilio. @throws Error that says how to store them when there are none. */
export async function readTwilioSecret(
  ssm: SSMClient,
  { stage }: StageConfig,
): Promise<{ accountSid: string; authToken: string }> {
  const name = `${secretsPrefix(stage)}/twilio`;
  try {
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
    return JSON.parse(Parameter?.Value ?? '{}') as { accountSid: string; authToken: string };
  } catch (error) {
    if (!(error instanceof ParameterNotFound)) throw error;
    throw new Error(`There is no secret ${name}: npm run secrets -- --stage ${stage} twilio`, {
      cause: error,
    });
  }
}
