import { randomBytes, randomUUID } from 'node:crypto';
import type { NewApiKey } from '../../ports/api-key-store.ts';

/** The stage is part of a key, so that one of another stage is recognised at sight. */
export function randomApiKeys(stage: string): NewApiKey {
  return () => ({
    id: `key_${randomUUID().slice(0, 8)}`,
    text: `ck_${stage}_${randomBytes(24).toString('base64url')}`,
  });
}
