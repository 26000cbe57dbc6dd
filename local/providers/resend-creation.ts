import * as z from 'zod';
import { ResendRefusal } from './resend-error.ts';

const addressList = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const bytes = z.object({ type: z.literal('Buffer'), data: z.array(z.number()) });

const attachmentSchema = z.object({
  filename: z.string().optional(),
  content: z.union([z.string(), bytes]).optional(),
  path: z.string().optional(),
  content_type: z.string().optional(),
  content_id: z.string().optional(),
});

const emailSchema = z.object({
  from: z.string().optional(),
  to: addressList.optional(),
  cc: addressList.optional(),
  bcc: addressList.optional(),
  reply_to: addressList.optional(),
  subject: z.string().optional(),
  html: z.string().optional(),
  text: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  tags: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  attachments: z.array(attachmentSchema).optional(),
  scheduled_at: z.string().optional(),
});

export type ResendAttachment = z.infer<typeof attachmentSchema>;
export type ResendCreation = z.infer<typeof emailSchema> & {
  readonly from: string;
  readonly to: string[];
  readonly subject: string;
};

const MOST_RECIPIENTS = 50;
const TAG = /^[\w-]{1,256}$/;
const ADDRESS = /^[^\s@<>,"]+@[^\s@<>,"]+\.[^\s@<>,".]+$/;
const NAMED_ADDRESS = /^[^<>]*<([^<>]+)>$/;
const ADDRESS_FORM =
  'The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.';

/** Reads the JSON of one e-mail. @throws ResendRefusal with Resend's own error when it does not fit. */
export function readEmail(input: unknown): ResendCreation {
  const read = emailSchema.safeParse(input);
  if (!read.success) throw invalid(describe(read.error));
  const email = read.data;
  const { from, to, subject } = email;
  if (!from) throw missing('from');
  if (!to || to.length === 0) throw missing('to');
  if (subject === undefined) throw missing('subject');
  if (!email.html && !email.text) throw invalid('Missing `html` or `text` field.');
  refuseAddresses({ ...email, from, to });
  refuseTags(email.tags ?? []);
  if (email.scheduled_at)
    throw invalid('This stand-in for Resend does not schedule: leave `scheduled_at` out.');
  return { ...email, from, to, subject };
}

function refuseAddresses(email: z.infer<typeof emailSchema> & { from: string; to: string[] }): void {
  if (!isAddress(email.from)) throw invalid(`Invalid \`from\` field. ${ADDRESS_FORM}`);
  for (const field of ['to', 'cc', 'bcc', 'reply_to'] as const) {
    const addresses = email[field] ?? [];
    if (!addresses.every(isAddress)) throw invalid(`Invalid \`${field}\` field. ${ADDRESS_FORM}`);
    if (addresses.length > MOST_RECIPIENTS) {
      throw invalid(`The \`${field}\` field must contain at most ${MOST_RECIPIENTS} items.`);
    }
  }
}

function refuseTags(tags: readonly { name: string; value: string }[]): void {
  if (!tags.every(({ name, value }) => TAG.test(name) && TAG.test(value))) {
    throw invalid('Tags should only contain ASCII letters, numbers, underscores, or dashes.');
  }
}

function isAddress(text: string): boolean {
  return ADDRESS.test((NAMED_ADDRESS.exec(text)?.[1] ?? text).trim());
}

function describe(error: z.ZodError): string {
  const issue = error.issues[0];
  return `Invalid \`${issue?.path.join('.') ?? ''}\` field. ${issue?.message ?? ''}`.trim();
}

function missing(field: string): ResendRefusal {
  return new ResendRefusal(422, 'missing_required_field', `Missing \`${field}\` field.`);
}

function invalid(message: string): ResendRefusal {
  return new ResendRefusal(422, 'validation_error', message);
}
