import { createECDH, randomBytes } from 'node:crypto';
import type { SecretName } from '../shared/domain/stage-secrets.ts';

export const SECRETS = ['twilio', 'resend', 'links', 'push'] as const satisfies readonly SecretName[];

/** One value of a secret and the form it has. */
export interface SecretField {
  readonly name: string;
  readonly label: string;
  readonly form: RegExp;
  readonly hint: string;
  /** May be left out, as long as another value of the secret is there. */
  readonly optional?: true;
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

/** Of a tenant: how its signature provider signs, or its own systems do. */
export const SIGNATURE_FIELDS: readonly SecretField[] = [
  {
    name: 'standard',
    label: 'Signing secret by the Standard Webhooks scheme (none: leave empty)',
    form: /^whsec_[A-Za-z0-9+/]{24,}={0,2}$/,
    hint: 'whsec_ and at least 24 characters of base64',
    optional: true,
  },
  {
    name: 'yousign',
    label: 'Secret key of the Yousign webhook (none: leave empty)',
    form: /^\S{16,}$/,
    hint: 'at least 16 characters',
    optional: true,
  },
];

/** Of P-256. A number, whose leading zeros are bytes too. */
function makePrivateKey(): string {
  const ecdh = createECDH('prime256v1');
  ecdh.generateKeys();
  return Buffer.from(ecdh.getPrivateKey('hex').padStart(64, '0'), 'hex').toString('base64url');
}

export function isSecret(name: string | undefined): name is SecretName {
  return SECRETS.some((known) => known === name);
}

/** The values, when every one has its form and there is no other. @throws Error that names the fields, never a value. */
export function checkSecret(fields: readonly SecretField[], input: unknown): Record<string, string> {
  const entries = typeof input === 'object' && input !== null ? Object.entries(input) : [];
  const given = new Map(entries.map(([name, value]) => [name, String(value ?? '')]));
  const isLeftOut = ({ name, optional }: SecretField): boolean =>
    optional === true && (given.get(name) ?? '') === '';
  const present = fields.filter((field) => !isLeftOut(field));
  const wrong = present.filter(({ name, form }) => !form.test(given.get(name) ?? ''));
  const unknown = [...given.keys()].filter((key) => !fields.some(({ name }) => name === key));
  const complaints = [
    ...wrong.map(({ name, hint }) => `${name} is missing or malformed (${hint})`),
    ...unknown.map((name) => `${name} is not a field of this secret`),
    ...(present.length === 0 ? [`one of ${fields.map(({ name }) => name).join(', ')} is needed`] : []),
  ];
  if (complaints.length > 0) throw new Error(`Nothing was stored: ${complaints.join('; ')}.`);
  return Object.fromEntries(present.map(({ name }) => [name, given.get(name) ?? '']));
}
