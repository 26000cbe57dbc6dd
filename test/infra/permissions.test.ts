import { describe, expect, it } from 'vitest';
import { BUNDLES } from '../../scripts/bundles.ts';
import { allowed, listPermissions, permissionsByFunction } from './policies.ts';
import { SynthesisedStack } from './synthesised-stack.ts';

const stack = new SynthesisedStack('prod');
const SCHEDULES = 'arn:<AWS::Partition>:scheduler:eu-west-1:<AWS::AccountId>:schedule/coccinelle-prod/*';
const SECRETS = 'arn:<AWS::Partition>:ssm:eu-west-1:<AWS::AccountId>:parameter/coccinelle/prod';
const READ = ['GetItem', 'BatchGetItem', 'Query'];
const WRITE = ['PutItem', 'UpdateItem'];

const onTable = (...actions: string[]) =>
  actions.map((action) => `dynamodb:${action} <ConversationsTable.Arn>`);
const sendTo = (...queues: string[]) => queues.map((queue) => `sqs:SendMessage <${queue}Queue.Arn>`);
const secret = (provider: string) => `ssm:GetParameter ${SECRETS}/${provider}`;
const PLAN = [
  `scheduler:CreateSchedule ${SCHEDULES}`,
  `scheduler:UpdateSchedule ${SCHEDULES}`,
  'iam:PassRole <FollowUpsRole.Arn>',
];
const PUBLISH = 'events:PutEvents <EventsBus.Arn>';
const LIVE =
  'appsync:EventPublish arn:<AWS::Partition>:appsync:eu-west-1:<AWS::AccountId>:apis/<LiveApi.ApiId>/channelNamespace/tenants';

const logsOf = (construct: string) =>
  ['CreateLogStream', 'PutLogEvents'].map((action) => `logs:${action} <${construct}Logs.Arn>`);
const workOff = (construct: string) => [
  ...logsOf(`${construct}Consumer`),
  ...['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map(
    (action) => `sqs:${action} <${construct}Queue.Arn>`,
  ),
];
const send = (construct: string, provider: string) => [
  ...workOff(construct),
  ...onTable(...READ, ...WRITE),
  ...sendTo(construct, 'Router', 'Statistics'),
  ...PLAN,
  secret(provider),
  secret('links'),
  PUBLISH,
];
const AUDIENCES = ['s3:PutObject', 's3:GetObject'].map(
  (action) => `${action} <AttachmentsBucket.Arn>/audiences/*`,
);
const LISTS = ['activity', 'assignee', 'changes', 'failure', 'state'].map(
  (index) => `dynamodb:Query <ConversationsTable.Arn>/index/${index}`,
);
const FETCH = 's3:GetObject <AttachmentsBucket.Arn>/attachments/*';

const EXPECTED: Record<string, string[]> = {
  'submit-message': [
    ...logsOf('Apisubmitmessage'),
    ...onTable('GetItem', 'Query', 'PutItem'),
    ...sendTo('Router'),
    's3:PutObject <AttachmentsBucket.Arn>/attachments/*',
  ],
  'messages-api': [...logsOf('Apimessagesapi'), ...onTable('GetItem', 'Query', ...WRITE), PUBLISH, LIVE],
  'preview-route': [...logsOf('Apipreviewroute'), ...onTable(...READ)],
  'prospects-api': [
    ...logsOf('Apiprospectsapi'),
    ...onTable(...READ, ...WRITE, 'DeleteItem'),
    's3:DeleteObject <AttachmentsBucket.Arn>/attachments/*',
    PUBLISH,
    LIVE,
  ],
  'templates-api': [
    ...logsOf('Apitemplatesapi'),
    ...onTable('GetItem', 'Query', ...WRITE),
    ...sendTo('Router'),
  ],
  'conversations-api': [
    ...logsOf('Apiconversationsapi'),
    ...onTable(...READ, ...WRITE, 'DeleteItem'),
    ...LISTS,
    ...sendTo('Router'),
    ...PLAN,
    FETCH,
    LIVE,
  ],
  'journeys-api': [
    ...logsOf('Apijourneysapi'),
    ...onTable(...READ, ...WRITE, 'DeleteItem'),
    ...AUDIENCES,
    ...sendTo('Journeys', 'Audiences'),
    LIVE,
  ],
  'agents-api': [
    ...logsOf('Apiagentsapi'),
    ...onTable('GetItem', 'Query', ...WRITE, 'DeleteItem'),
    secret('push'),
    LIVE,
  ],
  'statistics-api': [...logsOf('Apistatisticsapi'), ...onTable('GetItem', 'Query')],
  'settings-api': [...logsOf('Apisettingsapi'), ...onTable('GetItem', 'Query', ...WRITE, 'DeleteItem')],
  'broadcasts-api': [
    ...logsOf('Apibroadcastsapi'),
    ...onTable(...READ, ...WRITE, 'DeleteItem'),
    ...AUDIENCES,
    ...sendTo('BroadcastsPrepare'),
    ...PLAN,
  ],
  openapi: logsOf('Apiopenapi'),
  'follow-link': [
    ...logsOf('Apifollowlink'),
    ...onTable('GetItem', 'Query', ...WRITE),
    ...sendTo('Journeys', 'Notices'),
    secret('links'),
    PUBLISH,
    LIVE,
  ],
  'receive-webhook': [
    ...logsOf('Apireceivewebhook'),
    ...sendTo('Recorder'),
    secret('twilio'),
    secret('resend'),
    secret('signature/*'),
  ],
  'publish-application': [
    ...logsOf('ApplicationWebPublisher'),
    's3:ListBucket <ApplicationWebBucket.Arn>',
    's3:PutObject <ApplicationWebBucket.Arn>/*',
    's3:DeleteObject <ApplicationWebBucket.Arn>/*',
  ],
  'route-message': [
    ...workOff('Router'),
    ...onTable(...READ, ...WRITE, 'DeleteItem'),
    ...sendTo('Sms', 'Whatsapp', 'Email', 'Journeys', 'Notices'),
    ...PLAN,
    PUBLISH,
    LIVE,
  ],
  'send-sms': [...send('Sms', 'twilio'), ...sendTo('Journeys', 'Notices'), LIVE],
  'send-whatsapp': [...send('Whatsapp', 'twilio'), ...sendTo('Journeys', 'Notices'), FETCH, LIVE],
  'send-email': [...send('Email', 'resend'), ...sendTo('Journeys', 'Notices'), FETCH, LIVE],
  'prepare-broadcast': [
    ...workOff('BroadcastsPrepare'),
    ...onTable(...READ, ...WRITE),
    ...AUDIENCES,
    ...sendTo('BroadcastsPlan'),
  ],
  'plan-broadcast': [
    ...workOff('BroadcastsPlan'),
    ...onTable(...READ, 'PutItem'),
    ...AUDIENCES,
    ...sendTo('SmsPacks', 'WhatsappPacks', 'EmailPacks'),
    ...PLAN,
  ],
  'send-sms-packs': send('SmsPacks', 'twilio'),
  'send-whatsapp-packs': send('WhatsappPacks', 'twilio'),
  'send-email-packs': send('EmailPacks', 'resend'),
  'record-event': [
    ...workOff('Recorder'),
    ...onTable(...READ, ...WRITE, 'DeleteItem'),
    ...sendTo('Router', 'Statistics', 'Journeys', 'Notices'),
    secret('twilio'),
    secret('resend'),
    's3:PutObject <AttachmentsBucket.Arn>/attachments/*',
    PUBLISH,
    LIVE,
  ],
  'advance-journey': [
    ...workOff('Journeys'),
    ...onTable(...READ, ...WRITE, 'DeleteItem'),
    ...sendTo('Router', 'Audiences', 'Notices'),
    ...['Create', 'Update', 'Delete'].map((action) => `scheduler:${action}Schedule ${SCHEDULES}`),
    'iam:PassRole <FollowUpsTimersRole.Arn>',
    PUBLISH,
    LIVE,
  ],
  'enrol-audience': [
    ...workOff('Audiences'),
    ...onTable(...READ, ...WRITE, 'DeleteItem'),
    ...AUDIENCES,
    LIVE,
    ...sendTo('Audiences', 'Journeys'),
  ],
  'project-statistics': [...workOff('Statistics'), ...onTable('GetItem', 'Query', ...WRITE)],
  'notify-agents': [...workOff('Notices'), ...onTable('GetItem', 'Query', 'DeleteItem'), secret('push')],
  'run-rule': [
    ...workOff('Rules'),
    ...onTable(...READ, ...WRITE, 'DeleteItem'),
    ...['failure', 'state'].map((index) => `dynamodb:Query <ConversationsTable.Arn>/index/${index}`),
    ...sendTo('BroadcastsPrepare', 'BroadcastsPlan', 'Router', 'Rules', 'FollowUpsRunFollowUp'),
    's3:DeleteObject <AttachmentsBucket.Arn>/attachments/*',
    PUBLISH,
    LIVE,
  ],
  'run-follow-up': [
    ...workOff('FollowUpsRunFollowUp'),
    ...onTable(...READ, ...WRITE),
    ...sendTo('Router', 'Statistics', 'BroadcastsPrepare', 'BroadcastsPlan', 'Journeys', 'Notices'),
    ...PLAN,
    secret('twilio'),
    secret('resend'),
    secret('links'),
    PUBLISH,
    LIVE,
  ],
};

const CLOUDFRONT = { Service: 'cloudfront.amazonaws.com' };

describe('Permissions', () => {
  const granted = permissionsByFunction(stack);

  it.each(BUNDLES.map(({ name }) => name))('%s may do what its work takes, and nothing else', (name) => {
    expect(granted.get(name)).toEqual(EXPECTED[name]?.toSorted());
  });

  it('no role is allowed every action of a service', () => {
    expect(listPermissions(stack).filter(({ action }) => action.includes('*'))).toEqual([]);
  });

  it('no role reaches beyond the resources of its stage', () => {
    const tooWide = listPermissions(stack).filter(
      ({ resource }) =>
        resource.includes('*') &&
        resource !== SCHEDULES &&
        resource !== '<AttachmentsBucket.Arn>/attachments/*' &&
        resource !== '<AttachmentsBucket.Arn>/audiences/*' &&
        !resource.endsWith('/signature/*') &&
        resource !== '<ApplicationWebBucket.Arn>/*',
    );
    expect(tooWide).toEqual([]);
  });

  it('no role has a managed policy, and no two functions share a role', () => {
    expect(
      stack.resources('AWS::IAM::Role').filter(({ properties }) => properties['ManagedPolicyArns']),
    ).toEqual([]);
    const roles = [...stack.functions().values()].map(
      ({ properties }) => properties['Role']['Fn::GetAtt'][0],
    );
    expect(new Set(roles).size).toBe(roles.length);
  });

  it.each([
    ['follow-ups', 'FollowUpsRole', 'FollowUpsRunFollowUpQueue'],
    ['timers of journeys', 'FollowUpsTimersRole', 'JourneysQueue'],
  ])(
    "the scheduler's role for %s is assumed only for this stage's schedules and writes only to their queue",
    (_, name, queue) => {
      const role = stack.resources('AWS::IAM::Role').find(({ id }) => id.startsWith(name));
      const [statement] = role?.properties['AssumeRolePolicyDocument'].Statement ?? [];
      expect(statement.Principal).toEqual({ Service: 'scheduler.amazonaws.com' });
      expect(Object.keys(statement.Condition.StringEquals)).toEqual(['aws:SourceAccount', 'aws:SourceArn']);
      expect(listPermissions(stack).filter((permission) => permission.role === role?.id)).toMatchObject([
        { action: 'sqs:SendMessage', resource: `<${queue}.Arn>` },
      ]);
    },
  );

  it('no resource policy opens anything but the alarm topic to the alarms, and the application’s files to its distribution', () => {
    const opened = ['AWS::SQS::QueuePolicy', 'AWS::S3::BucketPolicy', 'AWS::SNS::TopicPolicy'].flatMap(
      (type) => stack.resources(type).flatMap(({ properties }) => allowed(properties['PolicyDocument'])),
    );
    expect(opened.toSorted((one, other) => one.action.localeCompare(other.action))).toMatchObject([
      { action: 's3:GetObject', principal: CLOUDFRONT, resource: '<ApplicationWebBucket.Arn>/*' },
      { action: 's3:GetObject', principal: CLOUDFRONT, resource: '<ApplicationWebBucket.Arn>' },
      { action: 's3:ListBucket', principal: CLOUDFRONT, resource: '<ApplicationWebBucket.Arn>/*' },
      { action: 's3:ListBucket', principal: CLOUDFRONT, resource: '<ApplicationWebBucket.Arn>' },
      { action: 'sns:Publish', principal: { Service: 'cloudwatch.amazonaws.com' } },
    ]);
    const policies = JSON.stringify(stack.resources('AWS::S3::BucketPolicy'));
    expect(policies).toMatch(/"AWS:SourceArn":.{1,120}:distribution\//);
  });
});
