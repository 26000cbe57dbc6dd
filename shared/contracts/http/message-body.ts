import * as z from 'zod/mini';
import { MESSAGE_TYPES, URGENCIES } from '../../domain/message.ts';
import { isKnownTemplate } from '../../domain/template.ts';
import { dataProblems } from '../../domain/templates/template-data.ts';
import { channel, clientName, duration, httpsUrl, instant, shortText } from '../fields.ts';
import { preferences, prospectFields, prospectId } from './prospect-body.ts';

/** Limits of one message; without its attachments a request is at most 256 KB. */
export const LIMITS = {
  requestBytes: 256 * 1024,
  bodyCharacters: 10_000,
  htmlCharacters: 200_000,
  attachments: 10,
  /** Of a template's data: one item of the table holds the whole message. */
  variables: 100,
  inlineAttachmentBytes: 4 * 1024 * 1024,
} as const;

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** Neither half a character, which no URL can hold, nor a name that leads to another folder. */
const FILENAME = /^(?!\.{1,2}$)[^\p{Cc}\p{Cs}/\\]{1,200}$/u;
const MEDIA_TYPE = /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/;

export const attachment = z
  .strictObject({
    filename: z
      .string()
      .check(
        z.refine(
          (text) => FILENAME.test(text),
          'must be a file name without slashes, at most 200 characters',
        ),
      ),
    contentType: z.optional(
      z
        .string()
        .check(z.refine((text) => MEDIA_TYPE.test(text), 'must be a media type such as application/pdf')),
    ),
    content: z.optional(
      z.string().check(
        z.minLength(1),
        z.refine((text) => BASE64.test(text), 'must be base64'),
      ),
    ),
    url: z.optional(httpsUrl),
  })
  .check(
    z.refine(
      ({ content, url }) => (content === undefined) !== (url === undefined),
      'needs either content (base64) or url, not both',
    ),
  );

export const templateData = z
  .record(shortText(100), z.union([z.string().check(z.maxLength(2_000)), z.number()]))
  .check(
    z.refine(
      (data) => Object.keys(data).length <= LIMITS.variables,
      `must be at most ${LIMITS.variables} variables`,
    ),
  );

/** What to say, whatever the data are: those of a broadcast may be each person's own. */
export const contentFields = z.strictObject({
  subject: z.optional(shortText(300)),
  body: z.optional(shortText(LIMITS.bodyCharacters)),
  html: z.optional(shortText(LIMITS.htmlCharacters)),
  templateId: z.optional(shortText(100)),
  data: z.optional(templateData),
  /** What is true of it goes before the data, until the message leaves. */
  property: z.optional(clientName),
  mediaUrl: z.optional(httpsUrl),
  attachments: z.optional(z.array(attachment).check(z.maxLength(LIMITS.attachments))),
});

const content = contentFields.check((context) => {
  const { body, html, templateId, data, property } = context.value;
  // A text of the client's own stands in for the template, which WhatsApp alone may need; then nothing is missing.
  const hasOwnText = body !== undefined || html !== undefined;
  const refuse = (message: string, path: string[]) =>
    context.issues.push({ code: 'custom', message, path, input: context.value });
  if (templateId !== undefined && isKnownTemplate(templateId)) {
    for (const { name, kind, message } of dataProblems(templateId, data))
      if (kind !== 'missing' || !(hasOwnText || property !== undefined)) refuse(message, ['data', name]);
  } else if (hasOwnText) return;
  else if (templateId === undefined) refuse('needs body, html or templateId', []);
  else refuse('is not a template of the catalogue', ['templateId']);
});

const MONTH = 30 * 24 * 3_600_000;

export const fallback = z.strictObject({
  after: duration.check(z.refine((ms) => ms >= 60_000 && ms <= MONTH, 'must be between PT1M and P30D')),
  unless: z.enum(['delivered', 'opened']),
});

/** Somebody, by an id, by addresses or by both. */
export const addressee = z
  .strictObject({ id: z.optional(prospectId), ...prospectFields })
  .check(
    z.refine(
      ({ id, phone, email, whatsapp, telegram }) =>
        (id ?? phone ?? email ?? whatsapp ?? telegram) !== undefined,
      'needs an id or an address',
    ),
  );

const fields = {
  prospect: addressee,
  messageType: z.enum(MESSAGE_TYPES),
  priority: z.optional(
    z.strictObject({
      level: z.optional(z.enum(URGENCIES)),
      sendWithin: z.optional(z.int().check(z.gte(1), z.lte(43_200))),
    }),
  ),
  preferences: z.optional(preferences),
  content,
  appointmentAt: z.optional(instant),
  channel: z.optional(channel),
  sendAt: z.optional(instant),
  fallback: z.optional(fallback),
};

/** `POST /v1/messages`. */
export const messageBody = z.strictObject(fields);

/** `POST /v1/route`: the same, and the instant to decide for. */
export const routeBody = z.strictObject({ ...fields, at: z.optional(instant) });

export type MessageBody = z.infer<typeof messageBody>;
