import type { OwnSettings, Tenant } from '../domain/tenant.ts';

/** What one tenant's people decide themselves. Methods throw when storage does not answer and can be called again. */
export interface SettingsStore {
  /** What is in force at this moment, what of it the tenant's own people chose, and a name for that choice. */
  read(): Promise<{ tenant: Tenant; own: OwnSettings; revision: string }>;
  /** Replaces their choice. `lost`: it is not the one of this revision any more. */
  write(own: OwnSettings, revision: string): Promise<'written' | 'lost'>;
}
