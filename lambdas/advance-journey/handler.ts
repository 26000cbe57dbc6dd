import { parseJourneyTold } from '../../shared/contracts/queue-messages.ts';
import type { Logger } from '../../shared/runtime/logger.ts';
import { queueConsumer } from '../../shared/runtime/queue/consumer.ts';
import { advanceJourney } from '../../shared/use-cases/advance-journey.ts';
import type { PlannedPorts } from '../../shared/use-cases/do-planned.ts';

/** What happened to those who go through journeys → their next step, and what it does. */
export function createHandler(ports: PlannedPorts, logger: Logger) {
  return queueConsumer({
    name: 'advance-journey',
    parse: parseJourneyTold,
    handle: async (told) => {
      const enrolment = await advanceJourney(ports, told);
      return {
        kind: told.kind === 'happened' ? told.event.kind : told.kind,
        enrolment: enrolment?.id,
        journey: enrolment?.journeyId,
        step: enrolment?.standing?.step,
        state: enrolment?.state,
      };
    },
    logger,
  });
}
