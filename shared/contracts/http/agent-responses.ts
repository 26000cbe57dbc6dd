import * as z from 'zod/mini';
import { AGENT_ROLES, PRESENCES } from '../../domain/agent.ts';
import { SCOPES } from '../../domain/api-key.ts';

const agentFields = {
  id: z.string(),
  /** The id until the application has said the name. */
  name: z.string(),
  email: z.optional(z.string()),
  role: z.enum(AGENT_ROLES),
};

export const meResponse = z.strictObject({
  agent: z.strictObject({ ...agentFields, locale: z.optional(z.enum(['fr', 'en'])) }),
  tenant: z.strictObject({
    id: z.string(),
    name: z.string(),
    locale: z.enum(['fr', 'en']),
    timeZone: z.string(),
  }),
  scopes: z.array(z.enum(SCOPES)),
});

export const agentListResponse = z.strictObject({
  items: z.array(
    z.strictObject({ ...agentFields, lastSeenAt: z.iso.datetime(), presence: z.enum(PRESENCES) }),
  ),
});
