import { type Appointment, asShown, shownOf } from '../domain/appointment.ts';
import { withAppointment } from '../domain/conversation-notice.ts';
import { changeShown, type InboxPorts } from './change-conversation.ts';

/** Somebody else being quicker so often means that something is wrong. */
const TRIES = 20;

/**
 * Changes an appointment into what `change` makes of it, again when somebody else was quicker, and shows it in the
 * conversation where there is one. Nothing is written when `change` answers what it was given, or nothing.
 * @returns as it is now; undefined when there is none, or `change` answered nothing.
 */
export async function changeAppointment(
  ports: InboxPorts,
  tenantId: string,
  appointmentId: string,
  change: (known: Appointment) => Appointment | undefined,
): Promise<Appointment | undefined> {
  const { appointments } = ports.scopes(tenantId);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const known = await appointments.load(appointmentId);
    const changed = known === undefined ? undefined : change(known);
    if (known === undefined || changed === undefined) return undefined;
    const next = changed === known ? known : { ...changed, revision: known.revision + 1 };
    if (next !== known && (await appointments.save(next, known)) === 'lost') continue;
    await showAppointment(ports, tenantId, next.prospect.id);
    return next;
  }
  throw new Error('An appointment is being changed too often');
}

/** Of several appointments of a person, the conversation shows the next one. */
export async function showAppointment(
  ports: InboxPorts,
  tenantId: string,
  prospectId: string,
): Promise<void> {
  const all = await ports.scopes(tenantId).appointments.ofProspect(prospectId);
  const shown = shownOf(all, ports.clock.now());
  if (shown === undefined) return;
  await changeShown(ports, tenantId, prospectId, (known) => withAppointment(known, asShown(shown)));
}
