import { describe, expect, it } from 'vitest';
import { BUNDLES } from '../../scripts/bundles.ts';
import { STAGES } from '../../lib/stage-config.ts';
import { SynthesisedStack, type Properties } from './synthesised-stack.ts';

const stack = new SynthesisedStack('prod');
const one = (type: string, from = stack): Properties => {
  const [found, ...others] = from.resources(type);
  if (found === undefined || others.length > 0) throw new Error(`There is not one ${type}`);
  return found.properties;
};
/** A value with what it refers to in angle brackets. */
const text = (value: Properties | string): string => {
  if (typeof value === 'string') return value;
  if ('Ref' in value) return `<${value['Ref']}>`;
  if ('Fn::GetAtt' in value) return `<${value['Fn::GetAtt'].join('.')}>`;
  return value['Fn::Join'][1].map(text).join('');
};

describe('Signing in', () => {
  const pool = one('AWS::Cognito::UserPool');
  const client = one('AWS::Cognito::UserPoolClient');

  it('is for whom an operator let in, by their e-mail address', () => {
    expect(pool['AdminCreateUserConfig'].AllowAdminCreateUserOnly).toBe(true);
    expect(pool['UsernameAttributes']).toEqual(['email']);
    expect(pool['UsernameConfiguration']).toEqual({ CaseSensitive: false });
    expect(pool['AdminCreateUserConfig'].InviteMessageTemplate.EmailMessage).toMatch(
      /\{username\}.*\{####\}/,
    );
  });

  it('takes strong passwords and offers a second factor from an application', () => {
    expect(pool['Policies'].PasswordPolicy).toMatchObject({
      MinimumLength: 12,
      RequireLowercase: true,
      RequireUppercase: true,
      RequireNumbers: true,
      RequireSymbols: true,
    });
    expect([pool['MfaConfiguration'], pool['EnabledMfas']]).toEqual(['OPTIONAL', ['SOFTWARE_TOKEN_MFA']]);
  });

  it('keeps the accounts of prod', () => {
    expect(pool['DeletionProtection']).toBe('ACTIVE');
    expect(stack.resources('AWS::Cognito::UserPool')[0]?.deletionPolicy).toBe('Retain');
    expect(one('AWS::Cognito::UserPool', new SynthesisedStack('dev'))['DeletionProtection']).toBe('INACTIVE');
  });

  it('happens on the newer pages of Cognito, at an address of the stage', () => {
    const domain = one('AWS::Cognito::UserPoolDomain');
    expect(domain['ManagedLoginVersion']).toBe(2);
    expect(text(domain['Domain'])).toBe('coccinelle-prod-<AWS::AccountId>');
    expect(one('AWS::Cognito::ManagedLoginBranding')['UseCognitoProvidedValues']).toBe(true);
  });

  it('is by code and PKCE alone, back to the application alone, without a secret', () => {
    expect(client).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email', 'profile'],
      PreventUserExistenceErrors: 'ENABLED',
    });
    for (const list of ['CallbackURLs', 'LogoutURLs'])
      expect(client[list].map(text)).toEqual([expect.stringMatching(/^https:\/\/<.*DomainName>\/$/)]);
  });

  it('gives tokens that end soon and refresh tokens that are used once and can be revoked', () => {
    expect(client).toMatchObject({
      AccessTokenValidity: 15,
      TokenValidityUnits: { AccessToken: 'minutes' },
      EnableTokenRevocation: true,
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 30 },
    });
    // Cognito refuses a client that has both rotation and the older way to refresh.
    expect(client['ExplicitAuthFlows']).not.toContain('ALLOW_REFRESH_TOKEN_AUTH');
  });

  it('is known to every function that takes a credential, and to no other', () => {
    const told = [...stack.functions()].flatMap(([name, { properties }]) => {
      const variables: Properties = properties['Environment'].Variables;
      return 'SIGN_IN_ISSUER' in variables ? [[name, variables] as const] : [];
    });
    const isPublic = (name: string): boolean => ['openapi', 'follow-link', 'receive-webhook'].includes(name);
    const asked = BUNDLES.filter(({ name, kind }) => kind !== 'worker' && !isPublic(name));
    expect(told.map(([name]) => name).toSorted()).toEqual(asked.map(({ name }) => name).toSorted());
    for (const [, variables] of told) {
      expect(text(variables['SIGN_IN_ISSUER'])).toMatch(/^<SignIn.*ProviderURL>$/);
      expect(text(variables['SIGN_IN_KEYS_URL'])).toMatch(
        /^<SignIn.*ProviderURL>\/\.well-known\/jwks\.json$/,
      );
      expect(text(variables['SIGN_IN_CLIENT_ID'])).toMatch(/^<SignInPeopleApplication/);
    }
  });
});

describe('The agents’ application', () => {
  const { DistributionConfig: distribution } = one('AWS::CloudFront::Distribution');
  const { ResponseHeadersPolicyConfig: headers } = one('AWS::CloudFront::ResponseHeadersPolicy');
  const { CachePolicyConfig: caching } = one('AWS::CloudFront::CachePolicy');

  it('is read by CloudFront alone, from a bucket that nobody else sees into', () => {
    const [, bucket] = stack.resources('AWS::S3::Bucket');
    expect(Object.values(bucket?.properties['PublicAccessBlockConfiguration'])).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(one('AWS::CloudFront::OriginAccessControl')['OriginAccessControlConfig']).toMatchObject({
      SigningBehavior: 'always',
      SigningProtocol: 'sigv4',
    });
    expect(distribution.Origins[0].OriginAccessControlId).toBeDefined();
  });

  it('is compressed, over HTTP/2 and 3, and asked for again unless the file says otherwise', () => {
    expect([distribution.HttpVersion, distribution.DefaultCacheBehavior.Compress]).toEqual([
      'http2and3',
      true,
    ]);
    expect(distribution.DefaultCacheBehavior.ViewerProtocolPolicy).toBe('redirect-to-https');
    expect([caching.MinTTL, caching.DefaultTTL]).toEqual([0, 0]);
    expect(caching.ParametersInCacheKeyAndForwardedToOrigin).toMatchObject({
      EnableAcceptEncodingBrotli: true,
      EnableAcceptEncodingGzip: true,
    });
  });

  it('shares its address with the API, whose answers are never kept and which sees the credential', () => {
    const [api, ...others] = distribution.CacheBehaviors;
    expect(others).toEqual([]);
    expect(api).toMatchObject({
      PathPattern: '/v1/*',
      // CachingDisabled and AllViewerExceptHostHeader, by the ids that AWS gave them.
      CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
    });
    expect(api.AllowedMethods).toContain('DELETE');
    expect(text(distribution.Origins[1].DomainName)).toMatch(/^<ApiHttpApi.*>\.execute-api\.eu-west-1\./);
  });

  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html
  it('has no error kept by CloudFront, and each error is answered as it is', () => {
    const statuses = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];
    expect(distribution.CustomErrorResponses).toEqual(
      statuses.map((status) => ({ ErrorCode: status, ErrorCachingMinTTL: 0 })),
    );
  });

  it('may load from itself alone, talk to the sign-in and to live events, and be framed by nobody', () => {
    const policy = text(headers.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy);
    const directives = Object.fromEntries(
      policy.split('; ').map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]),
    );
    expect(directives).toMatchObject({
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'"],
      'base-uri': ["'none'"],
      'frame-ancestors': ["'none'"],
      'connect-src': [
        "'self'",
        'https://cognito-idp.eu-west-1.amazonaws.com',
        'https://coccinelle-prod-<AWS::AccountId>.auth.eu-west-1.amazoncognito.com',
        expect.stringMatching(/^wss:\/\/<LiveApi.*Dns\.Realtime>$/),
        expect.stringMatching(/^https:\/\/<Attachments.*RegionalDomainName>$/),
      ],
    });
    expect(policy).not.toMatch(/unsafe|\*/);
  });

  it('may put files of people where they are kept, as any page may that has a signed address', () => {
    const [files, own] = stack.resources('AWS::S3::Bucket');
    expect(files?.properties['CorsConfiguration']).toEqual({
      CorsRules: [
        { AllowedOrigins: ['*'], AllowedMethods: ['PUT'], AllowedHeaders: ['content-type'], MaxAge: 3_600 },
      ],
    });
    expect(own?.properties).not.toHaveProperty('CorsConfiguration');
  });

  it('says what else browsers have to know', () => {
    expect(headers.SecurityHeadersConfig).toMatchObject({
      ContentTypeOptions: { Override: true },
      ReferrerPolicy: { ReferrerPolicy: 'strict-origin-when-cross-origin' },
      StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, IncludeSubdomains: true },
    });
    const [permissions] = headers.CustomHeadersConfig.Items;
    expect([permissions.Header, permissions.Value]).toEqual([
      'permissions-policy',
      expect.stringContaining('camera=()'),
    ]);
  });

  it('gets the settings of its stage with every deployment', () => {
    const files = one('AWS::CloudFormation::CustomResource');
    const settings = JSON.parse(text(files['settings']));
    expect(settings).toEqual({
      authority: expect.stringMatching(/^<SignIn.*ProviderURL>$/),
      clientId: expect.stringMatching(/^<SignInPeopleApplication/),
      redirectUri: expect.stringMatching(/^https:\/\/<.*DomainName>\/$/),
      scope: 'openid email profile',
      live: {
        kind: 'appsync',
        http: expect.stringMatching(/^https:\/\/<LiveApi.*Dns\.Http>\/event$/),
        realtime: expect.stringMatching(/^wss:\/\/<LiveApi.*Dns\.Realtime>\/event\/realtime$/),
      },
      logoutUrl: 'https://coccinelle-prod-<AWS::AccountId>.auth.eu-west-1.amazoncognito.com/logout',
    });
    expect(files['ServiceTimeout']).toBe(120);
    expect(files['version']).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each(STAGES)('%s tells its address, and where to point a name at', (stage) => {
    const outputs = Object.keys(new SynthesisedStack(stage).template.findOutputs('*'));
    for (const name of [
      'ApplicationUrl',
      'ApplicationTarget',
      'UserPoolId',
      'SignInIssuer',
      'SignInClientId',
    ])
      expect(outputs).toContain(name);
  });

  it('may have a name of its own, to which sign-in leads back', () => {
    const application = {
      name: 'app.example.com',
      certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/0',
    };
    const named = new SynthesisedStack('staging', { application });
    const { DistributionConfig: config } = one('AWS::CloudFront::Distribution', named);
    expect(config.Aliases).toEqual(['app.example.com']);
    expect(config.ViewerCertificate.MinimumProtocolVersion).toBe('TLSv1.2_2021');
    expect(one('AWS::Cognito::UserPoolClient', named)['CallbackURLs']).toEqual(['https://app.example.com/']);
  });

  it('reaches an API with a name of its own at that name', () => {
    const domain = {
      name: 'api.example.com',
      certificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/0',
    };
    const named = new SynthesisedStack('staging', { domain });
    const { DistributionConfig: config } = one('AWS::CloudFront::Distribution', named);
    expect(config.Origins[1].DomainName).toBe('api.example.com');
  });
});
