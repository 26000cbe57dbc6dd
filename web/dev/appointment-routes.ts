import type { components } from '../src/api/schema.ts';
import { pageOf } from './inbox-routes.ts';
import type { Route } from './router.ts';
import type { World } from './world.ts';

type Appointment = components['schemas']['Appointment'];

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const STATUSES = ['to-confirm', 'confirmed', 'cancelled', 'moved', 'confirmed'] as const;
const HOURS = [9, 10.5, 14, 16.25, 18];
const PLACES = ['12 rue des Lilas, Lyon 3e', '4 place Bellecour, Lyon 2e', '27 quai de Saône, Lyon 1er'];

/** Visits on most days around now: a free Sunday, what is past honoured. */
export function appointmentRoutes(world: World): Route[] {
  const all = appointments(world);
  return [
    {
      method: 'GET',
      path: '/v1/appointments',
      answer: ({ query }) => {
        const [from, to] = [Date.parse(query.get('from') ?? ''), Date.parse(query.get('to') ?? '')];
        return pageOf(
          all.filter(({ at }) => Date.parse(at) >= from && Date.parse(at) < to),
          query,
        );
      },
    },
  ];
}

function appointments(world: World): Appointment[] {
  const people = [...world.people.keys()];
  const midnight = new Date(world.now()).setHours(0, 0, 0, 0);
  const made: Appointment[] = [];
  for (let day = -10; day <= 20; day += 1) {
    const date = new Date(midnight + day * DAY);
    if (date.getDay() === 0) continue;
    for (const [index, hour] of HOURS.slice(day % 3 === 0 ? 2 : 0).entries()) {
      const at = date.getTime() + hour * 60 * MINUTE;
      const number = made.length;
      const status = STATUSES[(number + index) % STATUSES.length] ?? 'confirmed';
      made.push({
        id: `apt_${number}`,
        prospectId: people[number % people.length] ?? '',
        at: new Date(at).toISOString(),
        durationMinutes: index % 2 === 0 ? 30 : 45,
        address: PLACES[number % PLACES.length] ?? '',
        status: at < world.now() && status !== 'cancelled' ? 'honoured' : status,
        createdAt: new Date(at - 4 * DAY).toISOString(),
        enrolmentId: `enr_appointment_${number % 64}`,
        ...(number % 3 > 0 && { agentName: number % 3 === 1 ? 'Camille Martin' : 'Hugo Bernard' }),
      });
    }
  }
  return made;
}
