import { tellable } from '../domain/journeys/validate-entry.ts';
import type { SignatureReport } from '../domain/reports.ts';
import type { TenantScopes } from '../ports/tenant-scope.ts';
import type { JourneyEars } from './tell-journey.ts';

/** `unknown`: there is no such enrolment of the tenant. `not-awaited`: its journey waits for nothing of that name. */
export type SignatureOutcome = 'told' | 'unknown' | 'not-awaited';

/** Tells somebody's journey what became of the document that they were to sign. Each name counts once. */
export async function recordSignature(
  { scopes, journeys }: JourneyEars & { scopes: TenantScopes },
  { tenantId, enrolmentId, type, at }: SignatureReport,
): Promise<SignatureOutcome> {
  const scope = scopes(tenantId);
  const known = await scope.enrolments.load(enrolmentId);
  if (known === undefined) return 'unknown';
  const version = await scope.journeys.read(known.journeyId, known.version);
  if (version === undefined || !tellable(version.definition).has(type)) return 'not-awaited';
  await journeys.send({ kind: 'happened', tenantId, enrolmentId, event: { kind: 'told', type, at } });
  return 'told';
}
