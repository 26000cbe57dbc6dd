import type { Parts } from './access.ts';

/** What the function may do that follows the rules of the stage, for every tenant. */
export function grantAccessToRules({ table, rules, planner, router }: Parts): void {
  const runRule = rules.function;
  table.grant(runRule, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem');
  // Who waits, and who could not be reached.
  table.grantLists(runRule, 'state', 'failure');
  planner.grantPrepare(runRule);
  planner.grantPlan(runRule);
  // The digest is a message like any other.
  router.grantRoute(runRule);
}
