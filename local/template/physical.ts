import type { TemplateResource } from './cloud-formation.ts';
import { textOf } from './cloud-formation.ts';

/** Where the emulated resources live. */
export interface Place {
  readonly region: string;
  readonly accountId: string;
  readonly stackName: string;
  /** What stands for the HTTP API: scheme, host, no trailing slash. */
  readonly publicUrl: string;
  /** What stands for the AWS endpoints, no trailing slash. */
  readonly awsUrl: string;
  /** What stands for everything that agents' browsers reach, no trailing slash; the public URL unless said otherwise. */
  readonly localUrl?: string;
}

/** What CloudFormation would answer for a resource once created. */
export interface Physical {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

type Naming = (name: string, place: Place) => Physical;

function arn(service: string, place: Place, resource: string): string {
  return `arn:aws:${service}:${place.region}:${place.accountId}:${resource}`;
}

/** A resource whose Ref is its name and whose one other attribute is its ARN. */
function named(service: string, prefix: string): Naming {
  return (name, place) => ({ ref: name, attributes: { Arn: arn(service, place, prefix + name) } });
}

const NAMINGS: Readonly<Record<string, readonly [nameProperty: string, naming: Naming]>> = {
  'AWS::DynamoDB::GlobalTable': ['TableName', named('dynamodb', 'table/')],
  'AWS::DynamoDB::Table': ['TableName', named('dynamodb', 'table/')],
  'AWS::Lambda::Function': ['FunctionName', named('lambda', 'function:')],
  'AWS::Scheduler::ScheduleGroup': ['Name', named('scheduler', 'schedule-group/')],
  'AWS::Events::EventBus': ['Name', named('events', 'event-bus/')],
  'AWS::Logs::LogGroup': ['LogGroupName', named('logs', 'log-group:')],
  'AWS::KMS::Key': ['KeyName', named('kms', 'key/')],
  'AWS::SSM::Parameter': ['Name', named('ssm', 'parameter')],
  'AWS::IAM::Role': [
    'RoleName',
    (name, place) => ({ ref: name, attributes: { Arn: `arn:aws:iam::${place.accountId}:role/${name}` } }),
  ],
  'AWS::S3::Bucket': [
    'BucketName',
    (name, { region }) => {
      const ref = name.toLowerCase();
      const RegionalDomainName = `${ref}.s3.${region}.amazonaws.com`;
      return { ref, attributes: { Arn: `arn:aws:s3:::${ref}`, RegionalDomainName } };
    },
  ],
  'AWS::SNS::Topic': [
    'TopicName',
    (name, place) => ({
      ref: arn('sns', place, name),
      attributes: { TopicArn: arn('sns', place, name), TopicName: name },
    }),
  ],
  'AWS::SQS::Queue': [
    'QueueName',
    (name, place) => {
      const url = `${place.awsUrl}/${place.accountId}/${name}`;
      return { ref: url, attributes: { Arn: arn('sqs', place, name), QueueName: name, QueueUrl: url } };
    },
  ],
  'AWS::Cognito::UserPool': [
    'UserPoolName',
    (name, place) => {
      const issuer = `${localUrlOf(place)}${SIGN_IN_PATH}`;
      return {
        ref: name,
        attributes: { Arn: arn('cognito-idp', place, `userpool/${name}`), ProviderURL: issuer },
      };
    },
  ],
  'AWS::Cognito::UserPoolClient': ['ClientName', (name) => ({ ref: name, attributes: {} })],
  'AWS::CloudFront::Distribution': [
    'DistributionName',
    (name) => ({ ref: name, attributes: { DomainName: 'local.cloudfront.net' } }),
  ],
  'AWS::AppSync::Api': [
    'ApiId',
    (name, { region }) => ({
      ref: name,
      attributes: {
        ApiId: name,
        'Dns.Http': `local.appsync-api.${region}.amazonaws.com`,
        'Dns.Realtime': `local.appsync-realtime-api.${region}.amazonaws.com`,
      },
    }),
  ],
  'AWS::ApiGatewayV2::Api': [
    'ApiId',
    (name, place) => ({ ref: name, attributes: { ApiEndpoint: place.publicUrl, ApiId: name } }),
  ],
};

const localUrlOf = ({ localUrl, publicUrl }: Place): string => localUrl ?? publicUrl;

/** Where the local stack's own issuer of tokens answers. */
export const SIGN_IN_PATH = '/_local/sign-in';

/** Addresses that a template composes, and what answers at them here. */
export function localAddresses(place: Place): readonly (readonly [composed: RegExp, local: string])[] {
  const url = localUrlOf(place);
  return [
    [/https:\/\/[a-z0-9]+\.execute-api\.[a-z0-9-]+\.amazonaws\.com/g, place.publicUrl],
    [/https:\/\/[a-z0-9.-]+\.s3\.[a-z0-9-]+\.amazonaws\.com/g, place.awsUrl],
    [/https:\/\/local\.cloudfront\.net/g, url],
    [/https:\/\/[a-z0-9-]+\.auth\.[a-z0-9-]+\.amazoncognito\.com/g, `${url}${SIGN_IN_PATH}`],
    [/https:\/\/local\.appsync-api\.[a-z0-9-]+\.amazonaws\.com/g, place.awsUrl],
    [/wss:\/\/local\.appsync-realtime-api\.[a-z0-9-]+\.amazonaws\.com/g, url.replace(/^http/, 'ws')],
  ];
}

/**
 * The name, ARN and URL of a resource. Named as the template says, else after its logical id.
 * @throws Error when an attribute is asked for that the local stack cannot know.
 */
export function physicalOf(logicalId: string, resource: TemplateResource, place: Place): Physical {
  const [property, naming] = NAMINGS[resource.Type] ?? [];
  if (property === undefined || naming === undefined) return { ref: logicalId, attributes: {} };
  const given = textOf(resource.Properties ?? {}, property);
  const fallback = property === 'ApiId' ? logicalId.toLowerCase() : `${place.stackName}-${logicalId}`;
  return naming(given ?? fallback, place);
}
