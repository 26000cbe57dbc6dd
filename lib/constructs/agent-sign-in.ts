import { Aws, CfnOutput, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  UserPool,
  UserPoolClientIdentityProvider,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { physicalName } from '../deployment.ts';
import type { StageConfig } from '../stage-config.ts';
import { acknowledge } from './acknowledge.ts';

/** In the language of the agencies that this is made for first. */
const INVITATION = {
  emailSubject: 'Votre accès à Coccinelle',
  emailBody:
    '<p>Bonjour,</p><p>Un accès à Coccinelle vous a été ouvert. Connectez-vous avec votre adresse, {username}, ' +
    'et ce mot de passe provisoire, valable 7 jours : {####}</p>',
};

const PASSWORDS = {
  minLength: 12,
  requireLowercase: true,
  requireUppercase: true,
  requireDigits: true,
  requireSymbols: true,
  tempPasswordValidity: Duration.days(7),
};

/** Whoever is removed may go on this long. */
const ACCESS_TOKEN_VALIDITY = Duration.minutes(15);

/** Where agents sign in: their accounts, Cognito's own pages, and the one application that they sign in to. */
export class AgentSignIn extends Construct {
  readonly userPool: UserPool;
  /** The `iss` of tokens. */
  readonly issuer: string;
  /** Where Cognito's pages are: `https://…`, without a slash. */
  readonly pages: string;

  constructor(scope: Construct, id: string, config: StageConfig) {
    super(scope, id);
    this.userPool = this.#makeUserPool(config);
    this.issuer = this.userPool.userPoolProviderUrl;
    // Nobody else in the Region has the account's number.
    const domainPrefix = `${physicalName(config)}-${Aws.ACCOUNT_ID}`;
    this.userPool.addDomain('Domain', {
      cognitoDomain: { domainPrefix },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    this.pages = `https://${domainPrefix}.auth.${config.region}.amazoncognito.com`;
    new CfnOutput(this, 'Pool', { value: this.userPool.userPoolId }).overrideLogicalId('UserPoolId');
    new CfnOutput(this, 'Issuer', { value: this.issuer }).overrideLogicalId('SignInIssuer');
  }

  /**
   * Makes the application known to which the pages lead back: public, so it has no secret, and proves with PKCE that it
   * asks for the tokens of its own sign-in. @param address with a slash. @returns the client's id.
   */
  admit(address: string): string {
    const { userPoolClientId } = this.userPool.addClient('Application', {
      generateSecret: false,
      authFlows: { userSrp: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [address],
        logoutUrls: [address],
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: ACCESS_TOKEN_VALIDITY,
      idTokenValidity: ACCESS_TOKEN_VALIDITY,
      refreshTokenValidity: Duration.days(30),
      // Two tabs may renew at once; after this the older refresh token is worth nothing.
      refreshTokenRotationGracePeriod: Duration.seconds(30),
    });
    // Without a branding the newer pages are not shown at all.
    new CfnManagedLoginBranding(this, 'Branding', {
      userPoolId: this.userPool.userPoolId,
      clientId: userPoolClientId,
      useCognitoProvidedValues: true,
    });
    new CfnOutput(this, 'Client', { value: userPoolClientId }).overrideLogicalId('SignInClientId');
    return userPoolClientId;
  }

  #makeUserPool(config: StageConfig): UserPool {
    const { protectData } = config;
    const userPool = new UserPool(this, 'People', {
      userPoolName: physicalName(config),
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      standardAttributes: {
        email: { required: true, mutable: true },
        fullname: { required: false, mutable: true },
      },
      userInvitation: INVITATION,
      passwordPolicy: PASSWORDS,
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { sms: false, otp: true },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: protectData,
      removalPolicy: protectData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    acknowledge(
      userPool,
      'AwsSolutions-COG2',
      'An agency decides: agents share phones during visits, and a second factor is offered to everybody.',
    );
    acknowledge(
      userPool,
      'AwsSolutions-COG8',
      'The plus plan is paid by the person and month for risk scores that nobody here would look at.',
    );
    return userPool;
  }
}
