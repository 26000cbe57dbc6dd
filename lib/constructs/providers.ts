import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { secretsPrefix } from '../deployment.ts';
import { acknowledge } from './acknowledge.ts';
import type { StageConfig } from '../stage-config.ts';
import type { ServiceFunction } from './service-function.ts';

type Provider = 'twilio' | 'resend';
type Secret = Provider | 'links' | 'push';

/**
 * Access to the providers and to the stage's other secrets. They are SSM SecureStrings, which CloudFormation cannot
 * make: `npm run secrets` writes them.
 */
export class Providers extends Construct {
  readonly #config: StageConfig;

  constructor(scope: Construct, id: string, config: StageConfig) {
    super(scope, id);
    this.#config = config;
  }

  /** Lets a function read these secrets, and so check what a provider signs or seal and open links. */
  grantRead(grantee: ServiceFunction, ...secrets: readonly Secret[]): void {
    const prefix = secretsPrefix(this.#config.stage);
    const resources = secrets.map((secret) =>
      Stack.of(this).formatArn({ service: 'ssm', resource: `parameter${prefix}`, resourceName: secret }),
    );
    // No kms:Decrypt: the key `aws/ssm`, which encrypts the parameters, itself admits every caller that SSM admits.
    grantee.allow(['ssm:GetParameter'], ...resources);
    grantee.setEnvironment({ secretsPrefix: prefix });
  }

  /** Lets a function read how the signature providers of tenants sign. */
  grantReadSignatures(grantee: ServiceFunction): void {
    const { stage, region } = this.#config;
    const resource = `parameter${secretsPrefix(stage)}/signature`;
    grantee.allow(
      ['ssm:GetParameter'],
      Stack.of(this).formatArn({ service: 'ssm', resource, resourceName: '*' }),
    );
    acknowledge(
      grantee,
      `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ssm:${region}:<AWS::AccountId>:${resource}/*]`,
      'Each tenant has a secret of its own, stored when it begins to have documents signed.',
    );
  }

  /** Lets a function call these providers. */
  grantCall(grantee: ServiceFunction, ...providers: readonly Provider[]): void {
    const { twilioBaseUrl, resendBaseUrl } = this.#config;
    this.grantRead(grantee, ...providers);
    if (providers.includes('twilio')) grantee.setEnvironment({ twilioBaseUrl });
    if (providers.includes('resend')) grantee.setEnvironment({ resendBaseUrl });
  }
}
