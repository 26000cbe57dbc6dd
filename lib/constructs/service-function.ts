import { join } from 'node:path';
import type { Duration } from 'aws-cdk-lib';
import { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { EnvironmentKey } from '../../shared/env.ts';
import { ENVIRONMENT } from '../../shared/env.ts';
import type { Deployment } from '../deployment.ts';
import { physicalName } from '../deployment.ts';

export interface ServiceFunctionProps {
  /** The name of the bundle, and of the function within its stage. */
  readonly name: string;
  readonly timeout: Duration;
  /** In MB; CPU comes in proportion, and most of a cold start is CPU. */
  readonly memory?: number;
}

/** A Lambda function of the service: a bundle, a log group that forgets, and a role that starts with nothing else. */
export class ServiceFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, { config, bundles }: Deployment, props: ServiceFunctionProps) {
    super(scope, id);
    const functionName = physicalName(config, props.name);
    this.logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: config.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.logGroup.grantWrite(role);
    this.lambda = new LambdaFunction(this, 'Function', {
      functionName,
      role,
      logGroup: this.logGroup,
      code: Code.fromAsset(join(bundles, props.name)),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memory ?? 512,
      timeout: props.timeout,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel[config.logLevel],
      // At INFO the platform writes three lines per invocation, which cost more than the invocation.
      systemLogLevelV2: SystemLogLevel.WARN,
    });
    this.setEnvironment({ stage: config.stage, logLevel: config.logLevel });
  }

  /** Sets variables of the environment contract; those without a value are left out. */
  setEnvironment(values: Partial<Record<EnvironmentKey, string | undefined>>): void {
    for (const [key, value] of Object.entries(values)) {
      if (isEnvironmentKey(key) && value !== undefined) this.lambda.addEnvironment(ENVIRONMENT[key], value);
    }
  }

  /** Lets the function do these actions on these resources, and nothing more. */
  allow(actions: readonly string[], ...resources: readonly string[]): void {
    this.lambda.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
  }
}

function isEnvironmentKey(key: string): key is EnvironmentKey {
  return key in ENVIRONMENT;
}
