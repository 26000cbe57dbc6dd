import * as z from 'zod/mini';
import { WORDED_CHANNELS } from '../../domain/templates/contracts.ts';
import { VARIABLE_TYPES } from '../../domain/templates/variables.ts';

/** The shapes of what is answered about templates. */
const channel = z.enum(WORDED_CHANNELS);
const locale = z.enum(['fr', 'en']);
const instant = z.iso.datetime();
const number = z.int().check(z.gte(0));
const money = z.strictObject({ micros: z.int(), currency: z.literal('EUR') });
const words = z.strictObject({ fr: z.string(), en: z.string() });
const byLocale = <T extends z.ZodMiniType>(value: T) =>
  z.strictObject({ fr: z.optional(value), en: z.optional(value) });

const summary = {
  id: z.string(),
  name: words,
  category: z.enum(['appointment', 'notification', 'document', 'survey', 'marketing', 'general']),
  channels: z.array(channel),
  expectsReply: z.boolean(),
  required: z.array(z.string()),
  optional: z.array(z.string()),
  /** 0: the catalogue's own words. */
  publishedVersion: number,
};

export const templateListResponse = z.strictObject({
  /** Wordings by channel. */
  counts: z.strictObject({ sms: z.int(), email: z.int(), whatsapp: z.int() }),
  items: z.array(z.strictObject(summary)),
  nextCursor: z.optional(z.string()),
});

const source = z.enum(['catalogue', 'own']);
const example = z.union([z.string(), z.number()]);
const block = z.looseObject({ kind: z.string() });
const button = z.looseObject({ kind: z.enum(['reply', 'url', 'phone']), label: z.string() });
const whatsapp = {
  header: z.optional(z.string()),
  body: z.string(),
  footer: z.optional(z.string()),
  details: z.optional(z.string()),
  buttons: z.optional(z.array(button)),
};

export const templateResponse = z.strictObject({
  ...summary,
  latestVersion: number,
  variables: z.array(
    z.strictObject({
      name: z.string(),
      type: z.enum([...new Set(Object.values(VARIABLE_TYPES))]),
      required: z.boolean(),
      label: words,
      example: z.strictObject({ fr: example, en: example }),
    }),
  ),
  wordings: z.strictObject({
    sms: z.optional(byLocale(z.strictObject({ source, text: z.string() }))),
    email: z.optional(
      byLocale(
        z.strictObject({ source, subject: z.string(), preheader: z.string(), blocks: z.array(block) }),
      ),
    ),
    whatsapp: z.optional(byLocale(z.strictObject({ source, ...whatsapp }))),
  }),
  /** By language; empty for what Meta was never shown. */
  whatsappApproval: byLocale(
    z.strictObject({
      status: z.enum(['approved', 'unsubmitted', 'received', 'pending', 'rejected', 'paused', 'disabled']),
      reason: z.optional(z.string()),
      since: z.optional(instant),
      versionInUse: z.optional(number),
    }),
  ),
});

const version = { version: number, createdAt: z.optional(instant) };

export const templateVersionsResponse = z.strictObject({
  items: z.array(z.strictObject(version)),
  nextCursor: z.optional(z.string()),
});

export const templateVersionResponse = z.strictObject({ ...version, wordings: z.looseObject({}) });

const warnings = z.array(z.strictObject({ code: z.string(), message: z.string() }));

export const previewResponse = z.discriminatedUnion('channel', [
  z.strictObject({
    channel: z.literal('sms'),
    locale,
    text: z.string(),
    encoding: z.enum(['GSM-7', 'UCS-2']),
    segments: z.int(),
    units: z.int(),
    cost: money,
    /** The characters that force UCS-2, each with what could stand in its place. */
    costly: z.array(z.strictObject({ character: z.string(), instead: z.optional(z.string()) })),
    cheaper: z.optional(z.strictObject({ text: z.string(), segments: z.int(), cost: money })),
    warnings,
  }),
  z.strictObject({
    channel: z.literal('email'),
    locale,
    subject: z.string(),
    preheader: z.string(),
    text: z.string(),
    html: z.string(),
    warnings,
  }),
  z.strictObject({
    channel: z.literal('whatsapp'),
    locale,
    /** As what Meta charges it. */
    metaCategory: z.enum(['UTILITY', 'MARKETING']),
    text: z.string(),
    ...whatsapp,
    warnings,
  }),
]);
