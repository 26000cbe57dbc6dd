import type { ApiFunctions, Parts } from './access.ts';

/** Who may do what for journeys: those who move people through them, and those who tell what happened. */
export function grantAccessForJourneys({ journeys, links, webhooks }: ApiFunctions, parts: Parts): void {
  const { table, attachments, bus, router, recorder, followUps, senders, api, live, application } = parts;
  const { enroller } = parts;
  const engine = parts.journeys;
  const advanceJourney = engine.function;

  // An appointment shows in the inbox.
  table.grant(journeys, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem');
  live.grantPublish(journeys);
  application.tellIssuer(journeys);
  attachments.grantAudiences(journeys);

  // What became of a document that somebody was to sign.
  parts.providers.grantReadSignatures(webhooks);

  engine.planWith(followUps);
  // A person who is given another name is no longer found by the one before.
  table.grant(advanceJourney, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem');
  router.grantRoute(advanceJourney);
  bus.grantPublish(advanceJourney);
  live.grantPublish(advanceJourney);
  parts.notifier.grantNotify(advanceJourney);
  // How long a template's links are says which channels it fits.
  api.tellAddress(advanceJourney);

  // Audiences are read, enter, and are woken together; what has to be done again later is its own.
  table.grant(enroller.function, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem');
  live.grantPublish(enroller.function);
  attachments.grantAudiences(enroller.function);
  for (const grantee of [journeys, advanceJourney, enroller.function]) enroller.grantEnrol(grantee);
  engine.grantTell(enroller.function);

  // What becomes of the messages of journeys, and what is answered to them, moves people on.
  const workers = [router, recorder, followUps.consumer, ...Object.values(senders)];
  for (const teller of [journeys, links, ...workers.map((worker) => worker.function)])
    engine.grantTell(teller);
}
