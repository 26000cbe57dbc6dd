import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { ScheduledFollowUps } from '../../shared/adapters/scheduler/follow-ups.ts';
import { ENVIRONMENT } from '../../shared/env.ts';
import { LOCAL_SECRET } from '../aws/caller.ts';
import { demoAgency, seed } from '../demo-data.ts';
import { RUNNER_KEY } from '../local-aws.ts';
import type { Seed, Seeded } from '../stack.ts';
import { type Aftermath, putMonthInPlace } from './month.ts';
import { phoneMessages } from './phones.ts';

/**
 * The tenants, and for the demonstration agency a month of conversations and sends. Not beside real providers: what
 * was put off would reach them.
 */
export const seedWithMonth: Seed = async (dynamo, tableName, env, about) => {
  await seed(dynamo, tableName, env);
  if (about.settings.realProviders.length > 0) return;
  const aftermath = await putMonthInPlace({
    dynamo,
    tableName,
    retentionDays: Number(variable(about, 'retentionDays')),
    tenant: demoAgency(env),
    now: about.clock.now(),
  });
  if (aftermath !== undefined) await leaveBehind(about, aftermath);
};

/** Files in their bucket, what was put off in the scheduler, and what was exchanged on the simulated phones. */
async function leaveBehind(about: Seeded, { files, laterOn, taken, said }: Aftermath): Promise<void> {
  const { awsUrl: endpoint, model, clock, providers } = about;
  const credentials = { accessKeyId: RUNNER_KEY, secretAccessKey: LOCAL_SECRET };
  const client = { endpoint, region: model.region, credentials };
  const bucket = new S3Client({ ...client, forcePathStyle: true });
  const Bucket = variable(about, 'attachmentsBucket');
  for (const { key, content, contentType } of files)
    await bucket.send(new PutObjectCommand({ Bucket, Key: key, Body: content, ContentType: contentType }));
  const scheduler = new SchedulerClient(client);
  const target = {
    group: variable(about, 'scheduleGroup'),
    queueArn: variable(about, 'followUpsQueueArn'),
    roleArn: variable(about, 'schedulerRoleArn'),
  };
  const followUps = new ScheduledFollowUps(scheduler, target, clock);
  for (const { name, at, followUp } of laterOn) await followUps.schedule(name, at, followUp);
  providers.commit(phoneMessages(taken, said).map((value) => ({ kind: 'message', value }) as const));
  bucket.destroy();
  scheduler.destroy();
}

/** What functions are told. */
function variable({ model }: Seeded, name: keyof typeof ENVIRONMENT): string {
  const given = model.functions.map(({ environment }) => environment[ENVIRONMENT[name]]);
  const value = given.find((each) => each !== undefined);
  if (value === undefined) throw new Error(`No function is told ${ENVIRONMENT[name]}`);
  return value;
}
