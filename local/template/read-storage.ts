import { isObject, listOf, objectOf, objectsOf, textOf, type Properties } from './cloud-formation.ts';
import type { BucketModel, QueueModel, TableModel } from './model.ts';
import type { TemplateScope } from './template-scope.ts';

const QUEUE_ATTRIBUTES = [
  'VisibilityTimeout',
  'MessageRetentionPeriod',
  'DelaySeconds',
  'ReceiveMessageWaitTimeSeconds',
  'FifoQueue',
  'ContentBasedDeduplication',
] as const;

/** The queues with their redrive policies. */
export function readQueues(scope: TemplateScope): readonly QueueModel[] {
  return [...scope.resourcesOf('AWS::SQS::Queue')].map(({ physical, properties }) => {
    const redrive = properties['RedrivePolicy'];
    const given = QUEUE_ATTRIBUTES.filter((name) => properties[name] !== undefined);
    const attributes: Record<string, string> = Object.fromEntries(
      given.map((name) => [name, String(properties[name])]),
    );
    if (redrive !== undefined) attributes['RedrivePolicy'] = JSON.stringify(redrive);
    const deadLetterArn = isObject(redrive) ? textOf(redrive, 'deadLetterTargetArn') : undefined;
    const { Arn = '', QueueName = '' } = physical.attributes;
    return { name: QueueName, arn: Arn, url: physical.ref, attributes, deadLetterArn };
  });
}

/** The buckets, with the pages from which browsers may reach them. */
export function readBuckets(scope: TemplateScope): readonly BucketModel[] {
  return [...scope.resourcesOf('AWS::S3::Bucket')].map(({ physical, properties }) => ({
    name: physical.ref,
    cors: objectsOf(objectOf(properties, 'CorsConfiguration'), 'CorsRules').map((rule) => ({
      origins: listOf(rule, 'AllowedOrigins').map(String),
      methods: listOf(rule, 'AllowedMethods').map(String),
      headers: listOf(rule, 'AllowedHeaders').map((name) => String(name).toLowerCase()),
    })),
  }));
}

/** The tables, as requests to create them. */
export function readTables(scope: TemplateScope): readonly TableModel[] {
  return [...scope.resourcesOf('AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table')].map(
    ({ physical, properties }) => ({
      name: physical.ref,
      arn: physical.attributes['Arn']!,
      definition: {
        TableName: physical.ref,
        AttributeDefinitions: properties['AttributeDefinitions'],
        KeySchema: properties['KeySchema'],
        BillingMode: 'PAY_PER_REQUEST',
        ...indexes(properties),
      },
    }),
  );
}

/** Indexes without the throughput settings that CreateTable does not take. */
function indexes(properties: Properties): Properties {
  const names = ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes'] as const;
  const present = names.filter((name) => Array.isArray(properties[name]));
  return Object.fromEntries(
    present.map((name) => [
      name,
      objectsOf(properties, name).map((index) => ({
        IndexName: index['IndexName'],
        KeySchema: index['KeySchema'],
        Projection: index['Projection'],
      })),
    ]),
  );
}
