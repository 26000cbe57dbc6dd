import type { ProviderReport } from '../domain/reports.ts';

/** Where verified reports wait to be recorded. Throws when a report was not enqueued: the provider must send it again. */
export interface ReportQueue {
  send(report: ProviderReport): Promise<void>;
}
