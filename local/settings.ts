/** Variables as they come from `.env` and the process. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Which providers the stack talks to, and with which secrets. */
export interface Settings {
  readonly twilio: { readonly accountSid: string; readonly authToken: string };
  readonly resend: { readonly apiKey: string; readonly webhookSecret: string };
  /** Providers that are reached for real: their names, for people. */
  readonly realProviders: readonly string[];
  /** Where functions find the providers; a real one has no entry. */
  readonly baseUrls: Readonly<Record<string, string>>;
  /** What the world sees instead of the loopback address, for instance a tunnel's. */
  readonly publicBaseUrl: string | undefined;
  readonly dynamoDbEndpoint: string | undefined;
}

/** Seals links of the local stack, the same after a restart. */
const LINKS_KEY = Buffer.from('coccinelle-local-links-32-bytes!').toString('base64');

/** Says to push services that it is the local stack, the same after a restart. */
const PUSH_KEY = Buffer.from('coccinelle-local-push-32-bytes!!').toString('base64url');

/** Valid only here: the simulators sign and check with these. */
const SIMULATED = {
  accountSid: 'ACc0cc13e11e0000000000000000000000',
  authToken: 'c0cc13e11e0000000000000000000001',
  apiKey: 're_local_coccinelle',
  webhookSecret: `whsec_${Buffer.from('coccinelle-local-webhooks').toString('base64')}`,
};

/** How the signature provider of the demonstration agency signs here. */
export const SIGNATURE_SECRETS = {
  standard: `whsec_${Buffer.from('coccinelle-local-signatures').toString('base64')}`,
  yousign: 'coccinelle-local-yousign',
};

/** Decides by what is set: complete credentials of a provider mean the real one. */
export function readSettings(variables: Variables, url: string): Settings {
  const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, RESEND_API_KEY, RESEND_WEBHOOK_SECRET } = variables;
  const hasTwilio = isSet(TWILIO_ACCOUNT_SID) && isSet(TWILIO_AUTH_TOKEN);
  const hasResend = isSet(RESEND_API_KEY);
  const baseUrl = (
    name: string,
    isReal: boolean,
    simulator: string,
  ): readonly (readonly [string, string])[] => {
    const given = variables[name];
    if (isSet(given)) return [[name, given]];
    return isReal ? [] : [[name, `${url}/_local/providers/${simulator}`]];
  };
  return {
    twilio: hasTwilio
      ? { accountSid: TWILIO_ACCOUNT_SID, authToken: TWILIO_AUTH_TOKEN }
      : { accountSid: SIMULATED.accountSid, authToken: SIMULATED.authToken },
    resend: {
      apiKey: hasResend ? RESEND_API_KEY : SIMULATED.apiKey,
      webhookSecret: isSet(RESEND_WEBHOOK_SECRET) ? RESEND_WEBHOOK_SECRET : SIMULATED.webhookSecret,
    },
    realProviders: [...(hasTwilio ? ['Twilio'] : []), ...(hasResend ? ['Resend'] : [])],
    baseUrls: Object.fromEntries([
      ...baseUrl('TWILIO_BASE_URL', hasTwilio, 'twilio'),
      ...baseUrl('RESEND_BASE_URL', hasResend, 'resend'),
      ...baseUrl('PUSH_BASE_URL', false, 'push'),
    ]),
    publicBaseUrl: isSet(variables['PUBLIC_BASE_URL'])
      ? variables['PUBLIC_BASE_URL'].replace(/\/$/, '')
      : undefined,
    dynamoDbEndpoint: isSet(variables['DYNAMODB_ENDPOINT']) ? variables['DYNAMODB_ENDPOINT'] : undefined,
  };
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}

/** The JSON secrets that the functions read from SSM, by parameter name. */
export function secretParameters(prefix: string, settings: Settings): ReadonlyMap<string, string> {
  return new Map([
    [`${prefix}/twilio`, JSON.stringify(settings.twilio)],
    [`${prefix}/resend`, JSON.stringify(settings.resend)],
    [`${prefix}/links`, JSON.stringify({ key: LINKS_KEY })],
    [`${prefix}/push`, JSON.stringify({ privateKey: PUSH_KEY })],
    [`${prefix}/signature/tenant_demo`, JSON.stringify(SIGNATURE_SECRETS)],
  ]);
}
