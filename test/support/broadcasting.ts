import { type Recipient } from '../../shared/domain/broadcast.ts';
import { submitBroadcast, type BroadcastSubmission } from '../../shared/use-cases/submit-broadcast.ts';
import { type Platform, TENANT } from './platform.ts';

/** A broadcast of a short notice to some people. */
export function submission(
  people: readonly Recipient[],
  {
    draft,
    ...rest
  }: Partial<Omit<BroadcastSubmission, 'draft'>> & {
    draft?: Partial<BroadcastSubmission['draft']>;
  } = {},
): BroadcastSubmission {
  return {
    tenantId: TENANT,
    draft: { type: 'notification', content: { subject: 'Un avis', body: 'Bonjour, un avis.' }, ...draft },
    audience: { kind: 'given', people },
    missing: [],
    ...rest,
  };
}

/** Has it accepted. @returns its id. */
export async function post(platform: Platform, ...about: Parameters<typeof submission>): Promise<string> {
  return (await submitBroadcast(platform.ports(), submission(...about))).broadcastId;
}
