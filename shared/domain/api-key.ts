import { createHash } from 'node:crypto';
import type { Instant } from './instant.ts';

/** What a credential may do: an API key its own list, an agent what the role brings. */
export const SCOPES = [
  'messages:write',
  'messages:read',
  'prospects:write',
  'prospects:read',
  'templates:write',
  'templates:read',
  'conversations:write',
  'conversations:read',
  'broadcasts:write',
  'broadcasts:read',
  'appointments:write',
  'appointments:read',
  'journeys:write',
  'journeys:read',
  'stats:read',
  'settings:write',
  'settings:read',
] as const;
export type Scope = (typeof SCOPES)[number];

/** A machine client's credential as stored: the key itself is known by its hash alone. */
export interface ApiKey {
  id: string;
  tenantId: string;
  name: string;
  scopes: readonly Scope[];
  /** Absent for keys that are older than this field. */
  createdAt?: Instant;
}

/** How a key is known to us: the text itself is shown once and never stored. SHA-256, hexadecimal. */
export function hashOfApiKey(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
