import { createECDH, randomBytes } from 'node:crypto';
import type { SecretName } from '../shared/domain/stage-secrets.ts';

export const SECRETS = ['twilio', 'resend', 'links', 'push'] as const satisfies readonly SecretName[];

/** One value of a secret and the form it has. */
export interface SecretField {
  readonly name: string;
  readonly label: string;
  readonly form: RegExp;
  readonly hint: string;
  /** Makes the value, which nobody has to know. */
  readonly make?: () => string;
}

/** What a secret is made of; the functions read it under these names. */
export const SECRET_FIELDS: Readonly<Record<SecretName, readonly SecretField[]>> = {
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
  links: [
    {
      name: 'key',
      label: 'Key that seals links',
      form: /^[A-Za-z0-9+/]{43}=$/,
      hint: '32 bytes in base64',
      make: () => randomBytes(32).toString('base64'),
    },
  ],
  push: [
    {
      name: 'privateKey',
      label: 'Key that signs notifications',
      form: /^[A-Za-z0-9_-]{43}$/,
      hint: '32 bytes in base64url',
      make: makePrivateKey,
    },
  ],
};

/** Of P-256. A number, whose leading zeros are bytes too. */
function makePrivateKey(): string {
  const ecdh = createECDH('prime256v1');
  ecdh.generateKeys();
  return Buffer.from(ecdh.getPrivateKey('hex').padStart(64, '0'), 'hex').toString('base64url');
}

export function isSecret(name: string | undefined): name is SecretName {
  return SECRETS.some((known) => known === name);
}

/** The secret, when it has every value in its form and no other. @throws Error that names the fields, never a value. */
export function checkSecret(secret: SecretName, input: unknown): Record<string, string> {
  const given = new Map(typeof input === 'object' && input !== null ? Object.entries(input) : []);
  const fields = SECRET_FIELDS[secret];
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
