import * as z from 'zod/mini';
import { isKnownTemplate } from '../../domain/template.ts';
import { dataProblems } from '../../domain/templates/template-data.ts';
import { channel, instant, shortText } from '../fields.ts';
import { LIMITS, templateData } from './message-body.ts';
import { pageQuery } from './list-page.ts';

export const VIEWS = ['to-answer', 'mine', 'unassigned', 'snoozed', 'failed', 'all'] as const;

const flag = z.pipe(
  z.enum(['true', 'false']),
  z.transform((text) => text === 'true'),
);

const agentId = z
  .string()
  .check(z.refine((text) => /^[\w.:@+-]{1,128}$/.test(text), 'must be the id of an agent'));

/** `GET /v1/conversations`. */
export const conversationsQuery = z.strictObject({
  ...pageQuery,
  view: z.optional(z.enum(VIEWS)),
  channel: z.optional(channel),
  unread: z.optional(flag),
  waiting: z.optional(flag),
  /** `me`, `none` or an agent. */
  assignee: z.optional(agentId),
});

export const threadQuery = z.strictObject(pageQuery);

const ENTRY_ID = /^(?:msg|in|note|event)_[0-9a-z]{42}$/;
const entryId = z
  .string()
  .check(z.refine((text) => ENTRY_ID.test(text), 'must be the id of an entry of a thread'));

const replyFields = {
  text: z.optional(shortText(LIMITS.bodyCharacters)),
  subject: z.optional(shortText(300)),
  templateId: z.optional(shortText(100)),
  data: z.optional(templateData),
  channel: z.optional(channel),
};

interface Said {
  text?: string | undefined;
  templateId?: string | undefined;
  data?: Record<string, string | number> | undefined;
}

/** Either words of the agent's own, or a template with all that it needs. */
function saysSomething(context: { value: Said; issues: unknown[] }): void {
  const { text, templateId, data } = context.value;
  const refuse = (message: string, path: string[]) =>
    context.issues.push({ code: 'custom', message, path, input: context.value });
  if (text !== undefined && templateId !== undefined) refuse('needs text or templateId, not both', []);
  else if (templateId === undefined) {
    if (text === undefined) refuse('needs text or templateId', []);
  } else if (!isKnownTemplate(templateId)) refuse('is not a template of the catalogue', ['templateId']);
  else for (const { name, message } of dataProblems(templateId, data)) refuse(message, ['data', name]);
}

/** `POST /v1/conversations/{prospectId}/messages`. */
export const replyBody = z
  .strictObject({ ...replyFields, seen: z.optional(entryId), force: z.optional(z.boolean()) })
  .check(saysSomething);

/** `POST /v1/conversations/{prospectId}/route`. */
export const replyRouteBody = z.strictObject(replyFields).check(saysSomething);

/** `POST …/read` and `POST …/done`: up to what the agent saw. */
export const upToBody = z.strictObject({ upTo: z.optional(entryId) });

export const snoozeBody = z.strictObject({ until: instant });

export const assigneeBody = z.strictObject({ agentId: z.nullable(agentId) });

export const labelsBody = z.strictObject({
  labels: z.array(shortText(40)).check(z.maxLength(20)),
});

export const noteBody = z.strictObject({ text: shortText(LIMITS.bodyCharacters) });

/** An empty text forgets the draft. */
export const draftBody = z.strictObject({
  text: z.string().check(z.maxLength(LIMITS.bodyCharacters)),
  channel: z.optional(channel),
});

export const retryBody = z.strictObject({ channel: z.optional(channel) });

export const savedReplyBody = z.strictObject({
  title: shortText(80),
  text: shortText(2_000),
});

/** `GET /v1/sync`. */
export const syncQuery = z.strictObject({
  since: z.optional(
    z.pipe(
      z.string().check(z.refine((text) => /^\d{1,15}$/.test(text), 'must be the seq of an earlier answer')),
      z.transform(Number),
    ),
  ),
});
