import { join } from 'node:path';
import { ApplicationRoutes } from './application/application-routes.ts';
import { LiveEventsService } from './aws/live-events.ts';
import type { AwsService } from './aws/wire.ts';
import { LiveBroker } from './live/broker.ts';
import type { LocalRoutes } from './parts.ts';
import { LocalIssuer } from './sign-in/local-issuer.ts';
import { SignInRoutes } from './sign-in/sign-in-routes.ts';
import type { LocalModel } from './template/model.ts';
import { SIGN_IN_PATH } from './template/physical.ts';
import type { VirtualClock } from './virtual-clock.ts';

export interface AgentsSideOptions {
  readonly url: string;
  readonly model: LocalModel;
  readonly clock: VirtualClock;
  readonly dataDir: string;
  /** Where the application is built to. */
  readonly webFolder: string;
}

/** What agents and their browsers use beside the API: signing in, the application, live events. */
export interface AgentsSide {
  readonly signIn: LocalRoutes;
  readonly application: ApplicationRoutes;
  readonly broker: LiveBroker;
  /** Where functions publish. */
  readonly liveEvents: AwsService;
}

/** Undefined where the stack has no application. */
export function createAgentsSide(options: AgentsSideOptions): AgentsSide | undefined {
  const { url, model, clock, dataDir, webFolder } = options;
  const { application, channels } = model;
  if (application === undefined) return undefined;
  const { clientId } = application;
  const issuer = new LocalIssuer({
    url: `${url}${SIGN_IN_PATH}`,
    clientId,
    clock,
    keyFile: join(dataDir, 'sign-in-key.json'),
  });
  const broker = new LiveBroker({ channels, claimsOf: (token) => issuer.claimsOf(token) });
  return {
    signIn: new SignInRoutes(issuer, clientId),
    application: new ApplicationRoutes(webFolder, application),
    broker,
    liveEvents: new LiveEventsService(broker, channels),
  };
}
