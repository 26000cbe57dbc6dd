import type { ApiKey } from '../domain/api-key.ts';

/** The API keys of one tenant. Methods throw when storage does not answer and can be called again. */
export interface ApiKeyStore {
  list(): Promise<readonly ApiKey[]>;
  /** Stores a key by the hash of its text. */
  add(hash: string, key: ApiKey): Promise<void>;
  /** Takes a key back: functions refuse it within a minute. False when the tenant has no such key. */
  revoke(keyId: string): Promise<boolean>;
}

/** Makes keys that nobody can guess. Never fails. */
export type NewApiKey = () => { id: string; text: string };
