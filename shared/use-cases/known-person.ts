import type { TenantScope } from '../ports/tenant-scope.ts';

/** Is anything kept of somebody of this id? */
export async function isKnownPerson(scope: TenantScope, prospectId: string): Promise<boolean> {
  const known = await Promise.all([
    scope.prospects.get(prospectId),
    scope.conversations.get(prospectId),
    scope.messages.thread(prospectId).then(([first]) => first),
    scope.enrolments.ofProspect(prospectId).then(([first]) => first),
    scope.appointments.ofProspect(prospectId).then(([first]) => first),
  ]);
  return known.some((found) => found !== undefined);
}
