import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnOutput, Stack } from 'aws-cdk-lib';
import { AppSyncAuthorizationType, ChannelNamespace, Code, EventApi } from 'aws-cdk-lib/aws-appsync';
import type { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { physicalName } from '../deployment.ts';
import type { StageConfig } from '../stage-config.ts';
import type { ServiceFunction } from './service-function.ts';

const NAMESPACE = 'tenants';
const { IAM, USER_POOL } = AppSyncAuthorizationType;

/**
 * Tells the screens of agents at once what changed, on channels `/tenants/<tenant>/…` (`live-channel.ts`). Functions publish under their
 * roles; agents listen with their access tokens, each to their own tenant.
 */
export class LiveEvents extends Construct {
  /** Where events are published: `https://…/event`. */
  readonly http: string;
  /** Where they are heard: `wss://…/event/realtime`. */
  readonly realtime: string;
  /** What the application may connect to. */
  readonly origin: string;
  readonly #namespaceArn: string;

  constructor(scope: Construct, id: string, config: StageConfig, userPool: UserPool) {
    super(scope, id);
    const api = new EventApi(this, 'Api', {
      apiName: physicalName(config),
      authorizationConfig: {
        authProviders: [
          { authorizationType: IAM },
          { authorizationType: USER_POOL, cognitoConfig: { userPool } },
        ],
        connectionAuthModeTypes: [USER_POOL],
        defaultPublishAuthModeTypes: [IAM],
        defaultSubscribeAuthModeTypes: [USER_POOL],
      },
    });
    new ChannelNamespace(this, 'Tenants', {
      api,
      channelNamespaceName: NAMESPACE,
      code: Code.fromInline(readFileSync(join(import.meta.dirname, '../edge/own-channels.js'), 'utf8')),
    });
    this.http = `https://${api.httpDns}/event`;
    this.origin = `wss://${api.realtimeDns}`;
    this.realtime = `${this.origin}/event/realtime`;
    this.#namespaceArn = Stack.of(this).formatArn({
      service: 'appsync',
      resource: 'apis',
      resourceName: `${api.apiId}/channelNamespace/${NAMESPACE}`,
    });
    new CfnOutput(this, 'Address', { value: this.http }).overrideLogicalId('LiveEventsUrl');
  }

  /** Lets functions publish events, and tells them where. */
  grantPublish(...grantees: readonly ServiceFunction[]): void {
    for (const grantee of grantees) {
      grantee.allow(['appsync:EventPublish'], this.#namespaceArn);
      grantee.setEnvironment({ liveEventsUrl: this.http });
    }
  }
}
