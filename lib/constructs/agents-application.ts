import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import type { AgentSignIn } from './agent-sign-in.ts';
import type { AttachmentsBucket } from './attachments-bucket.ts';
import type { LiveEvents } from './live-events.ts';
import type { MessagingApi } from './messaging-api.ts';
import type { ServiceFunction } from './service-function.ts';
import { WebApp } from './web-app.ts';

/** What the application needs around it. */
interface Parts {
  readonly api: MessagingApi;
  readonly signIn: AgentSignIn;
  readonly live: LiveEvents;
  /** Where it puts files of people. */
  readonly files: AttachmentsBucket;
}

/** The agents' application with what it talks to: one address for files and API, the pages to sign in, live events. */
export class AgentsApplication extends Construct {
  readonly #issuer: string;
  readonly #clientId: string;

  constructor(scope: Construct, id: string, deployment: Deployment, { api, signIn, live, files }: Parts) {
    super(scope, id);
    const web = new WebApp(this, 'Web', deployment, {
      apiHost: api.host,
      connectTo: [
        `https://cognito-idp.${deployment.config.region}.amazonaws.com`,
        signIn.pages,
        live.origin,
        files.address,
      ],
    });
    const address = `${web.address}/`;
    this.#issuer = signIn.issuer;
    this.#clientId = signIn.admit(address);
    web.publish({
      authority: signIn.issuer,
      clientId: this.#clientId,
      redirectUri: address,
      scope: 'openid email profile',
      live: { kind: 'appsync', http: live.http, realtime: live.realtime },
      logoutUrl: `${signIn.pages}/logout`,
    });
  }

  /** Lets functions know whose access tokens to believe. */
  tellIssuer(...listeners: readonly ServiceFunction[]): void {
    for (const listener of listeners) {
      listener.setEnvironment({
        signInIssuer: this.#issuer,
        signInClientId: this.#clientId,
        signInKeysUrl: `${this.#issuer}/.well-known/jwks.json`,
      });
    }
  }
}
