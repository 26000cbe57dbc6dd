import * as z from 'zod/mini';
import { type PackCommand, PACK_SIZE, type PackedRecipient } from '../domain/broadcast.ts';
import { DELIVERABLE_CHANNELS } from '../domain/channel.ts';
import { decodeDecision, encodeDecision } from './decision-codec.ts';

/**
 * A pack as it travels, version 1, in some 30 KB for a hundred people: people fare alike, so that each decision is
 * written once, and those who share it say which.
 */
const text = z.string().check(z.minLength(1));
const person = z.looseObject({ id: text });
const data = z.record(z.string(), z.union([z.string(), z.number()]));

const packMessageBody = z.object({
  v: z.literal(1),
  kind: z.literal('pack'),
  tenantId: text,
  broadcastId: text,
  pack: text,
  channel: z.enum(DELIVERABLE_CHANNELS),
  decisions: z.array(text),
  recipients: z
    .array(
      z.object({
        m: text,
        p: person,
        d: z.int().check(z.gte(0)),
        data: z.optional(data),
        known: z.optional(z.literal(1)),
      }),
    )
    .check(z.minLength(1), z.maxLength(PACK_SIZE)),
  ticket: z.optional(text),
  notBefore: z.optional(z.number()),
  pauses: z.optional(z.int()),
});

/** What is put on the queue. */
export function packMessage({ recipients, ...command }: PackCommand): object {
  const texts = recipients.map(({ decision }) => encodeDecision(decision));
  const decisions = [...new Set(texts)];
  const places = new Map(decisions.map((decision, place) => [decision, place]));
  return {
    v: 1,
    ...command,
    decisions,
    recipients: recipients.map(({ messageId, prospect, data: own, isKnown }, index) => ({
      m: messageId,
      p: prospect,
      d: places.get(texts[index] ?? ''),
      data: own,
      known: isKnown === true ? 1 : undefined,
    })),
  };
}

/** Reads a queue body. @throws ZodError when it is none of ours, Error when a recipient has no decision in it. */
export function parsePackCommand(body: unknown): PackCommand {
  const {
    v: _version,
    decisions,
    recipients,
    ticket,
    notBefore,
    pauses,
    ...command
  } = packMessageBody.parse(body);
  const decided = decisions.map(decodeDecision);
  const people = recipients.map(({ m, p, d, data: own, known }) => {
    const decision = decided[d];
    if (decision?.outcome !== 'send' || decision.channel !== command.channel)
      throw new Error(`A recipient of pack ${command.pack} was not decided to be sent ${command.channel}`);
    return {
      messageId: m,
      prospect: p,
      decision,
      ...(own !== undefined && { data: own }),
      ...(known !== undefined && { isKnown: true }),
    } as PackedRecipient;
  });
  return {
    ...command,
    recipients: people,
    ...(ticket !== undefined && { ticket }),
    ...(notBefore !== undefined && { notBefore }),
    ...(pauses !== undefined && { pauses }),
  };
}
