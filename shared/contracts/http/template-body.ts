import * as z from 'zod/mini';
import { WORDED_CHANNELS } from '../../domain/templates/contracts.ts';
import type { OwnWordings } from '../../domain/templates/own-wordings.ts';
import { plainLine, plainLines } from '../../domain/templates/safe-text.ts';
import { VARIABLE_TYPES, type VariableName } from '../../domain/templates/variables.ts';
import { email as emailAddress, phone } from '../fields.ts';
import { templateData } from './message-body.ts';

/** Line ends, control characters and marks of direction are made plain, as in the values. */
const line = (longest: number) => cleaned(longest, plainLine);
const lines = (longest: number) => cleaned(longest, plainLines);

function cleaned(longest: number, clean: (text: string) => string) {
  return z.pipe(
    z.string().check(z.maxLength(longest)),
    z.pipe(z.transform(clean), z.string().check(z.minLength(1))),
  );
}

const LINK = 600;
const variable = z.enum(Object.keys(VARIABLE_TYPES) as [VariableName, ...VariableName[]]);

const block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['heading', 'paragraph', 'note']), text: lines(2_000) }),
  z.strictObject({ kind: z.literal('button'), label: line(60), link: line(LINK) }),
  z.strictObject({
    kind: z.literal('list'),
    items: z.array(line(300)).check(z.minLength(1), z.maxLength(20)),
  }),
  z.strictObject({
    kind: z.literal('property'),
    address: line(300),
    price: line(200),
    title: z.optional(line(200)),
    facts: z.optional(z.array(line(200)).check(z.maxLength(10))),
    description: z.optional(lines(2_000)),
    photo: z.optional(line(LINK)),
    photoAlt: z.optional(line(200)),
    link: z.optional(line(LINK)),
    linkLabel: z.optional(line(60)),
    visit: z.optional(line(LINK)),
    visitLabel: z.optional(line(60)),
  }),
  z.strictObject({
    kind: z.literal('appointment'),
    when: line(300),
    address: z.optional(line(300)),
    contact: z.optional(line(300)),
    map: z.optional(line(LINK)),
    mapLabel: z.optional(line(60)),
    calendar: z.optional(line(LINK)),
    calendarLabel: z.optional(line(60)),
  }),
]);

const emailWording = z.strictObject({
  subject: line(300),
  preheader: z._default(line(300), ''),
  blocks: z.array(block).check(z.minLength(1), z.maxLength(40)),
});

const button = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('reply'), label: line(25) }),
  z.strictObject({ kind: z.literal('url'), label: line(25), link: variable }),
  z.strictObject({ kind: z.literal('phone'), label: line(25), phone: variable }),
]);

const whatsAppWording = z.strictObject({
  header: z.optional(line(60)),
  body: lines(1_024),
  footer: z.optional(line(60)),
  details: z.optional(lines(1_024)),
  buttons: z.optional(z.array(button).check(z.maxLength(3))),
});

const byLocale = <T extends z.ZodMiniType>(wording: T) =>
  z
    .strictObject({ fr: z.optional(wording), en: z.optional(wording) })
    .check(z.refine(({ fr, en }) => (fr ?? en) !== undefined, 'needs fr or en'));

const wordings = z
  .strictObject({
    sms: z.optional(byLocale(lines(1_000))),
    email: z.optional(byLocale(emailWording)),
    whatsapp: z.optional(byLocale(whatsAppWording)),
  })
  .check(
    z.refine(
      ({ sms, email, whatsapp }) => (sms ?? email ?? whatsapp) !== undefined,
      'needs sms, email or whatsapp',
    ),
  );

/** JSON has no `undefined`: what is absent here is absent there. */
export function toWordings(given: z.output<typeof wordings>): OwnWordings {
  return given as OwnWordings;
}

const versionNumber = z.int().check(z.gte(0), z.lte(9_999_999));

/** `PUT /v1/templates/{templateId}`: the next version of the tenant's own wordings. */
export const templateBody = z.strictObject({
  wordings,
  /** The newest version that the writer has seen: when there is a newer one, nothing is written. */
  basedOn: z.optional(versionNumber),
  /** Messages are accepted with it from now on. */
  publish: z._default(z.boolean(), false),
});

/** `POST …/publish`: 0 is the catalogue's own wording. */
export const publishBody = z.strictObject({ version: versionNumber });

/** What to show: wordings that are not stored yet, else a version, else the published one. */
const shown = {
  channel: z.enum(WORDED_CHANNELS),
  locale: z.optional(z.enum(['fr', 'en'])),
  /** Checked as a message's are; without any, examples are shown. */
  data: z.optional(templateData),
  version: z.optional(versionNumber),
};

/** `POST …/preview`. */
export const previewBody = z.strictObject({ ...shown, wordings: z.optional(wordings) });

/** `POST …/test`: to one's own number or address. */
export const testBody = z.discriminatedUnion('channel', [
  z.strictObject({ ...shown, channel: z.enum(['sms', 'whatsapp']), to: phone }),
  z.strictObject({ ...shown, channel: z.literal('email'), to: emailAddress }),
]);
