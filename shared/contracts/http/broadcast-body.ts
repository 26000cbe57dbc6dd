import * as z from 'zod/mini';
import type { Broadcast, Recipient } from '../../domain/broadcast.ts';
import type { Content } from '../../domain/message.ts';
import { MESSAGE_TYPES, URGENCIES } from '../../domain/message.ts';
import { idOfStranger } from '../../domain/message-id.ts';
import { isKnownTemplate } from '../../domain/template.ts';
import { dataProblems, type TemplateData } from '../../domain/templates/template-data.ts';
import { channel, instant } from '../fields.ts';
import { contentFields, fallback, templateData } from './message-body.ts';
import { preferences, prospectFields, prospectId, toProspect, withoutUndefined } from './prospect-body.ts';

/** Of one request, in bytes: what a function is given at most, with a margin. */
export const BROADCAST_LIMITS = { requestBytes: 5 * 1024 * 1024, inlineAttachmentBytes: 0 } as const;
/** More people come as a file. */
const GIVEN_AT_MOST = 10_000;

const recipient = z
  .strictObject({
    id: z.optional(prospectId),
    ...prospectFields,
    preferences: z.optional(preferences),
    data: z.optional(templateData),
  })
  .check(
    z.refine(
      ({ id, phone, email, whatsapp, telegram }) =>
        (id ?? phone ?? email ?? whatsapp ?? telegram) !== undefined,
      'needs an id or an address',
    ),
  );

/** Whom something is for: a segment, an uploaded file, or the people given. */
export const audience = z
  .strictObject({
    segment: z.optional(z.string().check(z.minLength(1), z.maxLength(64))),
    upload: z.optional(z.string().check(z.minLength(1), z.maxLength(64))),
    prospects: z.optional(
      z.array(recipient).check(
        z.refine((people) => people.length > 0, 'has nobody in it'),
        z.refine(
          (people) => people.length <= GIVEN_AT_MOST,
          `has more than ${GIVEN_AT_MOST} people: upload a file (POST /v1/audiences)`,
        ),
      ),
    ),
  })
  .check(
    z.refine(
      (given) => Object.values(given).filter((value) => value !== undefined).length === 1,
      'needs exactly one of segment, upload and prospects',
    ),
  );

/** `POST /v1/broadcasts`. */
export const broadcastBody = z
  .strictObject({
    messageType: z.enum(MESSAGE_TYPES),
    priority: z.optional(z.strictObject({ level: z.optional(z.enum(URGENCIES)) })),
    content: contentFields,
    audience,
    channel: z.optional(channel),
    sendAt: z.optional(instant),
    fallback: z.optional(fallback),
    dryRun: z.optional(z.boolean()),
  })
  .check((context) => {
    for (const { path, message } of contentProblems(context.value))
      context.issues.push({ code: 'custom', message, path: [...path], input: context.value });
  });

type BroadcastBody = z.infer<typeof broadcastBody>;

interface Problem {
  path: readonly (string | number)[];
  message: string;
}

/** What the content lacks for everybody, and for whom it lacks what their own data should have. */
function* contentProblems({ content, audience: { prospects } }: BroadcastBody): Generator<Problem> {
  const { body, html, templateId, data = {}, attachments = [], property } = content;
  const hasOwnText = body !== undefined || html !== undefined;
  for (const [index, { content: inline }] of attachments.entries())
    if (inline !== undefined)
      yield { path: ['content', 'attachments', index], message: 'needs a url: a broadcast carries no files' };
  if (templateId === undefined) {
    if (!hasOwnText) yield { path: ['content'], message: 'needs body, html or templateId' };
    return;
  }
  if (!isKnownTemplate(templateId)) {
    if (!hasOwnText) yield { path: ['content', 'templateId'], message: 'is not a template of the catalogue' };
    return;
  }
  for (const { name, kind, message } of dataProblems(templateId, data)) {
    if (kind !== 'missing') yield { path: ['content', 'data', name], message };
  }
  if (prospects === undefined) return;
  for (const [index, person] of prospects.entries()) {
    const own = person.data ?? {};
    const path = ['audience', 'prospects', index, 'data'];
    for (const { name, kind, message } of dataProblems(templateId, { ...data, ...own })) {
      const isTheirs = kind === 'missing' || Object.hasOwn(own, name);
      // What its property says is known later.
      const isLacking = kind === 'missing' && (hasOwnText || property !== undefined || isNamed(name, person));
      if (isTheirs && !isLacking) yield { path: [...path, name], message };
    }
  }
}

/** A first name is taken from the person's name, which may be in their record. */
function isNamed(
  variable: string,
  { id, name }: { id?: string | undefined; name?: string | undefined },
): boolean {
  return variable === 'firstName' && (id ?? name) !== undefined;
}

/** What the template needs and the broadcast's own data do not have; a first name is everybody's own. */
export function missingData({ body, html, templateId, data }: Content): string[] {
  if (templateId === undefined || !isKnownTemplate(templateId) || (body ?? html) !== undefined) return [];
  return dataProblems(templateId, data as TemplateData)
    .filter(({ name, kind }) => kind === 'missing' && name !== 'firstName')
    .map(({ name }) => name);
}

/** The broadcast that a body describes. Advertising is not urgent unless somebody says so. */
export function toBroadcastDraft(body: BroadcastBody): Omit<Broadcast, 'id' | 'tenantId' | 'createdAt'> {
  const { messageType, priority, content, channel: forced, sendAt, fallback: timed } = body;
  const { attachments, ...texts } = content;
  const level = priority?.level ?? (messageType === 'marketing' ? ('low' as const) : undefined);
  const files = attachments?.map(({ content: _none, ...rest }) => ({
    filename: rest.filename,
    ...withoutUndefined(rest),
  }));
  return {
    type: messageType,
    content: { ...withoutUndefined(texts), ...(files !== undefined && { attachments: files }) },
    ...withoutUndefined({ level, channel: forced, sendAt }),
    ...(timed !== undefined && { fallback: { afterMs: timed.after, unless: timed.unless } }),
  };
}

/** Whom it is for, in the product's own terms. */
export function toAudience({ segment, upload, prospects = [] }: z.infer<typeof audience>) {
  if (segment !== undefined) return { kind: 'segment' as const, segmentId: segment };
  if (upload !== undefined) return { kind: 'upload' as const, audienceId: upload };
  return { kind: 'given' as const, people: toRecipients(prospects) };
}

function toRecipients(given: NonNullable<z.infer<typeof audience>['prospects']>): Recipient[] {
  return given.map(({ data, ...person }) => {
    const { phone, whatsapp, email, telegram } = person;
    const id = person.id ?? idOfStranger(phone ?? whatsapp ?? email ?? telegram ?? '');
    return { prospect: toProspect(id, person), ...(data !== undefined && { data }) };
  });
}
