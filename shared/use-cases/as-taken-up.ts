import type { Attempt } from '../domain/attempt.ts';
import type { RoutingRequest } from '../domain/routing/situation.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';
import { currentContent } from './current-content.ts';
import { withContent } from './own-wordings.ts';

/**
 * What an attempt says: what was true of its property when it was taken up, whatever changed since. A repetition says the
 * same as what may have left, and is looked for by the same words.
 */
export async function asTakenUp(
  scope: TenantScope,
  { propertyVersion }: Pick<Attempt, 'propertyVersion'>,
  facts: RoutingRequest,
): Promise<RoutingRequest> {
  const { content } = facts.message;
  if (propertyVersion === content.propertyVersion) return facts;
  const taken = await currentContent(scope, content, propertyVersion);
  return { ...facts, message: withContent(facts.message, taken) };
}
