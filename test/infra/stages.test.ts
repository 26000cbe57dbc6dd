import { describe, expect, it } from 'vitest';
import { readStageConfig, STAGES } from '../../lib/stage-config.ts';
import type { Properties } from './synthesised-stack.ts';
import { SynthesisedStack } from './synthesised-stack.ts';
import { INBOX_INDEXES } from '../../shared/adapters/dynamodb/conversation-items.ts';

const stacks = new Map(STAGES.map((stage) => [stage, new SynthesisedStack(stage)]));

function stackOf(stage: (typeof STAGES)[number]): SynthesisedStack {
  const stack = stacks.get(stage);
  if (!stack) throw new Error(`No stack of ${stage}`);
  return stack;
}

describe('Stages', () => {
  it.each([undefined, '', 'production', 7])('%j is refused with the names of those there are', (stage) => {
    expect(() => readStageConfig(stage)).toThrow(/-c stage=dev\|staging\|prod\|local/);
  });

  it.each(STAGES)('%s is synthesised for its Region without looking anything up', (stage) => {
    const { stack } = stackOf(stage);
    expect(stack.region).toBe('eu-west-1');
    expect(stack.stackName).toBe(`coccinelle-${stage}`);
  });

  it.each(STAGES)('%s needs no nested stack, and no custom resource but our own', (stage) => {
    const resources: Properties[] = Object.values(stackOf(stage).template.toJSON()['Resources']);
    const types = resources.map((resource): string => resource['Type']);
    expect(types.filter((type) => /^Custom::|CustomResource|::Stack$/.test(type))).toEqual([
      'AWS::CloudFormation::CustomResource',
    ]);
  });

  it.each(STAGES)(
    '%s has room among the 500 resources of a stack, and lets the API invoke each function once',
    (stage) => {
      const stack = stackOf(stage);
      const template = stack.template.toJSON();
      expect(Object.keys(template['Resources']).length).toBeLessThanOrEqual(460);
      // CloudFormation takes a megabyte.
      expect(JSON.stringify(template).length).toBeLessThan(500_000);
      const invoked = stack.resources('AWS::Lambda::Permission').map(({ properties }) => properties);
      const names = invoked.map((permission) => JSON.stringify(permission['FunctionName']));
      expect(new Set(names).size).toBe(names.length);
      for (const permission of invoked)
        expect(JSON.stringify(permission['SourceArn'])).toMatch(/execute-api.*HttpApi/);
    },
  );

  it('prod keeps its data: deletion protection, recovery to any second, and nothing goes with the stack', () => {
    const { stack } = stackOf('prod');
    expect(stack.terminationProtection).toBe(true);
    const [table] = stackOf('prod').resources('AWS::DynamoDB::GlobalTable');
    expect(table?.deletionPolicy).toBe('Retain');
    expect(table?.properties['Replicas']).toMatchObject([
      {
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      },
    ]);
    expect(stackOf('prod').resources('AWS::S3::Bucket')[0]?.deletionPolicy).toBe('Retain');
  });

  it('dev can be thrown away, and leaves nothing behind', () => {
    expect(JSON.stringify(stackOf('dev').template)).not.toContain('"Retain"');
    const [table] = stackOf('dev').resources('AWS::DynamoDB::GlobalTable');
    expect(table?.deletionPolicy).toBe('Delete');
    expect(table?.properties['Replicas'][0].DeletionProtectionEnabled).toBe(false);
    expect(stackOf('dev').stack.terminationProtection).toBe(false);
  });

  it.each(STAGES)(
    '%s has one table on demand, with time to live and the indexes of the inbox alone',
    (stage) => {
      const [table, ...others] = stackOf(stage).resources('AWS::DynamoDB::GlobalTable');
      expect(others).toEqual([]);
      expect(table?.properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      });
      const keysOf = ({ pk, sk }: { pk: string; sk: string }) => [
        { AttributeName: pk, KeyType: 'HASH' },
        { AttributeName: sk, KeyType: 'RANGE' },
      ];
      expect(table?.properties['GlobalSecondaryIndexes']).toMatchObject(
        Object.values(INBOX_INDEXES).map((index) => ({
          IndexName: index.name,
          KeySchema: keysOf(index),
          Projection: { ProjectionType: 'ALL' },
        })),
      );
    },
  );

  it.each(STAGES)(
    '%s keeps attachments private, encrypted, over TLS, and as long as its messages',
    (stage) => {
      const [bucket] = stackOf(stage).resources('AWS::S3::Bucket');
      expect(bucket?.properties['PublicAccessBlockConfiguration']).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(bucket?.properties['BucketEncryption']).toBeDefined();
      expect(bucket?.properties['LifecycleConfiguration'].Rules[0].ExpirationInDays).toBe(
        readStageConfig(stage).retentionDays,
      );
      expect(JSON.stringify(stackOf(stage).resources('AWS::S3::BucketPolicy'))).toContain(
        'aws:SecureTransport',
      );
    },
  );

  it.each(STAGES)('%s publishes the events it is configured to publish', (stage) => {
    const published = readStageConfig(stage).publishedEvents.join(',');
    expect(
      stackOf(stage).functions().get('record-event')?.properties['Environment'].Variables['PUBLISHED_EVENTS'],
    ).toBe(published);
  });
});

describe('A stage may have', () => {
  const environmentOf = (stack: SynthesisedStack, name: string) =>
    stack.functions().get(name)?.properties['Environment'].Variables;

  it('a domain: providers sign its name, and the address that API Gateway gave is closed', () => {
    const certificateArn = 'arn:aws:acm:eu-west-1:123456789012:certificate/0';
    const stack = new SynthesisedStack('staging', {
      domain: { name: 'messages.example.com', certificateArn },
    });
    expect(environmentOf(stack, 'receive-webhook')['PUBLIC_BASE_URL']).toBe('https://messages.example.com');
    expect(stack.resources('AWS::ApiGatewayV2::Api')[0]?.properties['DisableExecuteApiEndpoint']).toBe(true);
    expect(stack.resources('AWS::ApiGatewayV2::ApiMapping')).toHaveLength(1);
  });

  it('an address for its alarms', () => {
    const stack = new SynthesisedStack('staging', { alarmEmail: 'on-call@example.com' });
    expect(stack.resources('AWS::SNS::Subscription')).toMatchObject([
      { properties: { Protocol: 'email', Endpoint: 'on-call@example.com' } },
    ]);
  });

  it('stand-ins for the providers, which only those who call a provider are told', () => {
    expect(environmentOf(stackOf('dev'), 'send-sms')).not.toHaveProperty('TWILIO_BASE_URL');
    const stack = new SynthesisedStack('staging', {
      twilioBaseUrl: 'https://twilio.example.com',
      resendBaseUrl: 'https://resend.example.com',
    });
    expect(environmentOf(stack, 'send-sms')['TWILIO_BASE_URL']).toBe('https://twilio.example.com');
    expect(environmentOf(stack, 'send-sms')).not.toHaveProperty('RESEND_BASE_URL');
    expect(environmentOf(stack, 'send-email')['RESEND_BASE_URL']).toBe('https://resend.example.com');
    expect(environmentOf(stack, 'receive-webhook')).not.toHaveProperty('TWILIO_BASE_URL');
  });

  it('a restored table that takes over', () => {
    const stack = new SynthesisedStack('staging', { restoredTable: 'coccinelle-staging-restored' });
    expect(environmentOf(stack, 'submit-message')['TABLE_NAME']).toBe('coccinelle-staging-restored');
    expect(JSON.stringify(stack.resources('AWS::IAM::Policy'))).toContain(
      ':table/coccinelle-staging-restored',
    );
  });
});
