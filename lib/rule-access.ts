import type { Parts } from './access.ts';

/** What the function may do that follows the rules of the stage, for every tenant. */
export function grantAccessToRules(parts: Parts): void {
  const { table, attachments, bus, live, rules, planner, router, followUps } = parts;
  const runRule = rules.function;
  table.grant(runRule, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem');
  // Who waits, and who could not be reached.
  table.grantLists(runRule, 'state', 'failure');
  planner.grantPrepare(runRule);
  planner.grantPlan(runRule);
  // The digest is a message like any other.
  router.grantRoute(runRule);
  // Who is forgotten is forgotten as by `prospects-api`; what is more than one run can do is left to others.
  attachments.grantDelete(runRule);
  live.grantPublish(runRule);
  bus.grantPublish(runRule);
  rules.grantLeave(runRule);
  // It asks no provider itself: follow-ups do.
  followUps.grantRun(runRule);
}
