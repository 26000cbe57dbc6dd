import { answered } from '../domain/appointment.ts';
import { afterNotice, isOpenedBy } from '../domain/conversation-notice.ts';
import { type Command, type Enrolment, timerName } from '../domain/journeys/enrolment.ts';
import { cohortTimer } from '../domain/journeys/intake.ts';
import { composeEntryId } from '../domain/message-id.ts';
import { AppError } from '../errors.ts';
import type { IntakeQueue } from '../ports/intake-queue.ts';
import type { JourneyTimers } from '../ports/journey-timers.ts';
import type { RoutingQueue } from '../ports/queues.ts';
import type { JourneyStatePorts } from './apply-journey-event.ts';
import { cancelMessage, type CancelPorts } from './cancel-message.ts';
import { changeAppointment, showAppointment } from './change-appointment.ts';
import { changeOrOpen } from './change-conversation.ts';
import { makeTextFindable } from './make-findable.ts';
import { type LossPorts, showLoss } from './show-loss.ts';
import { sendForJourney } from './send-for-journey.ts';

export interface PlannedPorts extends JourneyStatePorts, CancelPorts, LossPorts {
  routingQueue: RoutingQueue;
  timers: JourneyTimers;
  intakes: IntakeQueue;
}

/** Who signs the notes that journeys leave for agents. */
const JOURNEY_AUTHOR = 'journey';

/**
 * Does everything that is not known to be done, in its order, and notes that it is. Every effect is named after the
 * enrolment and the step, so that whoever comes after a run that died does all of it again and nothing twice.
 */
export async function doPlanned(ports: PlannedPorts, tenantId: string, enrolment: Enrolment): Promise<void> {
  if (enrolment.outbox.length === 0) return;
  for (const command of enrolment.outbox) await perform(ports, tenantId, enrolment, command);
  const done: Enrolment = { ...enrolment, outbox: [], revision: enrolment.revision + 1 };
  // Lost: somebody moved it meanwhile, and has what was to be done in their own outbox.
  await ports.scopes(tenantId).enrolments.save(done);
}

async function perform(
  ports: PlannedPorts,
  tenantId: string,
  enrolment: Enrolment,
  command: Command,
): Promise<void> {
  const { id: enrolmentId, journeyId, cohort } = enrolment;
  switch (command.kind) {
    case 'send':
      return sendForJourney(ports, tenantId, enrolment, command);
    case 'schedule': {
      if (cohort !== undefined) {
        const { name, at } = cohortTimer(cohort, command.at);
        return ports.timers.plan(name, at, {
          kind: 'cohort-due',
          tenantId,
          journeyId,
          ...cohort,
          until: at,
        });
      }
      const event = { kind: 'due', serial: command.serial } as const;
      const name = timerName(enrolmentId, command.serial);
      return ports.timers.plan(name, command.at, { kind: 'happened', tenantId, enrolmentId, event });
    }
    case 'cancel-schedule':
      // The others of a cohort may wait for the same timer.
      if (cohort !== undefined) return;
      return ports.timers.drop(timerName(enrolmentId, command.serial));
    case 'cancel-message':
      return takeBack(ports, tenantId, command.messageId);
    case 'update':
      await changeAppointment(ports, tenantId, command.appointmentId, (known) => answered(known, command));
      return;
    case 'show-loss':
      return showLost(ports, tenantId, enrolment, command.messageId);
    case 'notify-agent':
      return notify(ports, tenantId, enrolment, command);
  }
}

async function takeBack(ports: PlannedPorts, tenantId: string, messageId: string): Promise<void> {
  await cancelMessage(ports, tenantId, messageId).catch((error: unknown) => {
    // What has left, or was forgotten, needs no taking back.
    if (!(error instanceof AppError)) throw error;
  });
}

/** Advertisements to an audience are many, and the journey lists whom they did not reach. */
async function showLost(
  ports: PlannedPorts,
  tenantId: string,
  { cohort }: Enrolment,
  messageId: string,
): Promise<void> {
  const record = await ports.scopes(tenantId).messages.load(messageId);
  if (record === undefined || (cohort !== undefined && record.message.type === 'marketing')) return;
  await showLoss(ports, record);
}

/** A note in the thread, and a conversation that waits. */
async function notify(
  ports: PlannedPorts,
  tenantId: string,
  { id, prospect }: Enrolment,
  { serial, text, at }: Command & { kind: 'notify-agent' },
): Promise<void> {
  const { locale } = await ports.tenants.get(tenantId);
  const { threads, search, prospects } = ports.scopes(tenantId);
  const said = text[locale] ?? text.fr ?? text.en ?? '';
  const entryId = composeEntryId('note', prospect.id, at, `${id} ${serial}`);
  await threads.add(prospect.id, { kind: 'note', id: entryId, at, by: JOURNEY_AUTHOR, text: said });
  await makeTextFindable(search, { prospectId: prospect.id, entryId, at, text: said });
  const name = prospect.name ?? (await prospects.get(prospect.id))?.name;
  const notice = { entryId, at, text: said, ...(name !== undefined && { name }) };
  let isNew = false;
  await changeOrOpen(ports, tenantId, prospect.id, (known) => {
    isNew = isOpenedBy(known, entryId);
    return afterNotice(known, known?.prospectId ?? prospect.id, notice);
  });
  if (isNew) await showAppointment(ports, tenantId, prospect.id);
}
