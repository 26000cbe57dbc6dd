export const PROVIDERS = ['twilio', 'resend'] as const;

export type ProviderName = (typeof PROVIDERS)[number];

/** One value of a provider's secret and the form it has. */
export interface SecretField {
  readonly name: string;
  readonly label: string;
  readonly form: RegExp;
  readonly hint: string;
}

/** What a provider's secret is made of; the functions read it under these names. */
export const SECRET_FIELDS: Readonly<Record<ProviderName, readonly SecretField[]>> = {
  twilio: [
    {
      name: 'accountSid',
      label: 'Twilio account SID',
      form: /^AC[0-9a-f]{32}$/i,
      hint: 'AC and 32 hexadecimal digits',
    },
    { name: 'authToken', label: 'Twilio auth token', form: /^\S{32,}$/, hint: '32 characters' },
  ],
  resend: [
    { name: 'apiKey', label: 'Resend API key', form: /^re_\S+$/, hint: 'it starts with re_' },
    {
      name: 'webhookSecret',
      label: 'Resend webhook signing secret',
      form: /^whsec_\S+$/,
      hint: 'it starts with whsec_',
    },
  ],
};

export function isProvider(name: string | undefined): name is ProviderName {
  return PROVIDERS.some((provider) => provider === name);
}

/** The secret, when it has every value in its form and no other. @throws Error that names the fields, never a value. */
export function checkSecret(provider: ProviderName, input: unknown): Record<string, string> {
  const given = new Map(typeof input === 'object' && input !== null ? Object.entries(input) : []);
  const fields = SECRET_FIELDS[provider];
  const wrong = fields.filter(({ name, form }) => !form.test(String(given.get(name) ?? '')));
  const unknown = [...given.keys()].filter((key) => !fields.some(({ name }) => name === key));
  if (wrong.length > 0 || unknown.length > 0) {
    const complaints = [
      ...wrong.map(({ name, hint }) => `${name} is missing or malformed (${hint})`),
      ...unknown.map((name) => `${name} is not a field of this secret`),
    ];
    throw new Error(`Nothing was stored: ${complaints.join('; ')}.`);
  }
  return Object.fromEntries(fields.map(({ name }) => [name, String(given.get(name))]));
}
