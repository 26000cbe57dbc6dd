/** What each provider needs to be called, and to be believed when it calls. */
export interface ProviderSecrets {
  twilio: { accountSid: string; authToken: string };
  resend: { apiKey: string; webhookSecret: string };
}

export type ProviderName = keyof ProviderSecrets;
