import type { ApiFunctions, Parts } from './access.ts';

/** Who may do what to what, of what is sent to many people at once. */
export function grantAccessToBroadcasts(
  { broadcasts }: Pick<ApiFunctions, 'broadcasts'>,
  { table, attachments, planner, packSenders, followUps, api, application }: Parts,
): void {
  const prepare = planner.preparer.function;
  const plan = planner.planner.function;

  table.grant(broadcasts, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem');
  attachments.grantAudiences(broadcasts);
  planner.grantPrepare(broadcasts);
  followUps.grantSchedule(broadcasts);
  application.tellIssuer(broadcasts);

  table.grant(prepare, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem');
  attachments.grantAudiences(prepare);
  planner.grantPlan(prepare);

  table.grant(plan, 'GetItem', 'BatchGetItem', 'Query', 'PutItem');
  attachments.grantAudiences(plan);
  for (const sender of Object.values(packSenders)) sender.grantDispatch(plan);
  // For who waits, and for what is paused.
  followUps.grantSchedule(plan);

  // What waited for its time comes back by way of the follow-ups.
  planner.grantPrepare(followUps.consumer.function);
  planner.grantPlan(followUps.consumer.function);

  // Whoever decides on a message knows how long its links are.
  api.tellAddress(broadcasts, plan);
}
