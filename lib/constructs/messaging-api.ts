import { Aws, CfnOutput, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import type { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  DomainName,
  HttpApi,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { physicalName } from '../deployment.ts';
import { acknowledge } from './acknowledge.ts';
import { ServiceFunction, type ServiceFunctionProps } from './service-function.ts';

/** A method and a path: `[HttpMethod.POST, '/v1/messages']`. */
type Route = readonly [HttpMethod, `/${string}`];

// Neither addresses, nor paths (they carry ids of people), nor user agents.
const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  latency: '$context.responseLatency',
  integrationLatency: '$context.integrationLatency',
  integrationError: '$context.integrationErrorMessage',
};

/** The HTTP API: its address, its routes, and one function per group of routes. */
export class MessagingApi extends Construct {
  readonly api: HttpApi;
  readonly functions: ServiceFunction[] = [];
  readonly #deployment: Deployment;
  /** What the world knows the API by, without `https://`. */
  readonly host: string;
  readonly #publicBaseUrl: string;

  constructor(scope: Construct, id: string, deployment: Deployment) {
    super(scope, id);
    this.#deployment = deployment;
    const { config } = deployment;
    this.api = new HttpApi(this, 'HttpApi', {
      apiName: physicalName(config),
      createDefaultStage: false,
      // Providers sign the one public address: a second one would only answer them with 403.
      disableExecuteApiEndpoint: config.domain !== undefined,
    });
    this.host = config.domain?.name ?? `${this.api.apiId}.execute-api.${config.region}.${Aws.URL_SUFFIX}`;
    this.#publicBaseUrl = config.domain ? `https://${config.domain.name}` : this.api.apiEndpoint;
    this.#publish();
    this.#watch();
    new CfnOutput(this, 'Url', { value: this.#publicBaseUrl }).overrideLogicalId('ApiUrl');
  }

  /** A function that answers these routes; within ten seconds unless it says otherwise. */
  serve(named: string | ServiceFunctionProps, ...routes: readonly Route[]): ServiceFunction {
    const props = typeof named === 'string' ? { name: named, timeout: Duration.seconds(10) } : named;
    const server = new ServiceFunction(this, props.name, this.#deployment, props);
    const integration = new HttpLambdaIntegration('Integration', server.lambda, {
      // One permission for the routes of a function: one each would fill the 500 resources that a stack may have.
      scopePermissionToRoute: false,
    });
    for (const [method, path] of routes) {
      const httpRoute = new HttpRoute(server, `${method}${path.replaceAll(/[^A-Za-z0-9]+/g, '-')}`, {
        httpApi: this.api,
        routeKey: HttpRouteKey.with(path, method),
        integration,
      });
      acknowledge(
        httpRoute,
        'AwsSolutions-APIG4',
        'The function checks the API key or the signature itself: docs/decisions/0003.',
      );
    }
    this.functions.push(server);
    return server;
  }

  /** Tells a function the address that the world knows the API by. */
  tellAddress(...listeners: readonly ServiceFunction[]): void {
    for (const listener of listeners) listener.setEnvironment({ publicBaseUrl: this.#publicBaseUrl });
  }

  #publish(): void {
    const { config } = this.#deployment;
    const logs = new LogGroup(this, 'AccessLogs', {
      logGroupName: `/aws/vendedlogs/${physicalName(config, 'api')}`,
      retention: config.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      autoDeploy: true,
      throttle: { rateLimit: config.throttle.rate, burstLimit: config.throttle.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(logs),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
      ...(config.domain && { domainMapping: { domainName: this.#makeDomain(config.domain) } }),
    });
  }

  #makeDomain({ name, certificateArn }: { name: string; certificateArn: string }): DomainName {
    const certificate = Certificate.fromCertificateArn(this, 'Certificate', certificateArn);
    const domain = new DomainName(this, 'Domain', { domainName: name, certificate });
    new CfnOutput(this, 'DomainTarget', { value: domain.regionalDomainName }).overrideLogicalId(
      'DomainTarget',
    );
    return domain;
  }

  #watch(): void {
    this.#deployment.alarms.add(this, 'ErrorsAlarm', {
      metric: this.api.metricServerError({ period: Duration.minutes(5), statistic: 'sum' }),
      above: 5,
      impact: 'Client applications get errors and have to send again; webhooks of providers may be lost.',
      firstAction: 'find the route in the access log of the API, then the error in the logs of its function.',
      runbook: 'the-api-answers-with-errors',
    });
  }
}
