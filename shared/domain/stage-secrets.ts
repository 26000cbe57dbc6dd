/** What a stage must keep to itself, one secret a name. */
export interface StageSecrets {
  /** To call Twilio, and to believe it when it calls. */
  twilio: { accountSid: string; authToken: string };
  /** The same of Resend. */
  resend: { apiKey: string; webhookSecret: string };
  /** Seals the links that prospects are sent: 32 bytes in base64. Links sealed with another key lead nowhere. */
  links: { key: string };
  /** Says to push services who sends (VAPID): a private key of P-256, 32 bytes in base64url. */
  push: { privateKey: string };
}

export type SecretName = keyof StageSecrets;

/**
 * How an agency's signature provider, or its own systems, sign what they tell: one of both at least. `standard` by the
 * scheme of Standard Webhooks (`whsec_…`), `yousign` by that of Yousign.
 */
export interface SignatureSecrets {
  standard?: string | undefined;
  yousign?: string | undefined;
}
