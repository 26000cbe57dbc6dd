import { journeyView } from '../../shared/contracts/http/journey-view.ts';
import { BUILT_IN_JOURNEYS } from '../../shared/domain/journeys/built-in/journeys.ts';
import type { JourneyDefinition } from '../../shared/domain/journeys/definition.ts';
import { requireScope } from './agent-routes.ts';
import { pageOf } from './inbox-routes.ts';
import { enrolmentsIn } from './made-up-enrolments.ts';
import { type Asked, refuse, type Route } from './router.ts';
import type { World } from './world.ts';

const OWN: JourneyDefinition = {
  name: 'Après la visite',
  steps: [
    { id: 'ask', kind: 'send', template: 'VISIT_FOLLOW_UP', channels: ['sms'] },
    {
      id: 'answer',
      kind: 'branch',
      of: 'ask',
      within: { kind: 'lasting', ms: 2 * 24 * 60 * 60 * 1000, hours: 'waking' },
      cases: [
        { when: 'yes', go: 'call' },
        { when: 'no', go: 'over' },
      ],
      otherwise: 'over',
    },
    { id: 'call', kind: 'notify-agent', text: { fr: 'Le bien plaît : à rappeler.' } },
    { id: 'over', kind: 'exit' },
  ],
  whenever: [{ when: 'booked', go: 'over' }],
};
const JOURNEYS: Readonly<Record<string, JourneyDefinition>> = { ...BUILT_IN_JOURNEYS, 'after-visit': OWN };
/** Nobody has entered it yet. */
const EMPTY = 'estimate-drip';

/** The product's own journeys, and made-up people on their way through them. */
export function journeyRoutes(world: World): Route[] {
  const path = '/v1/journeys/{journeyId}';
  const enrolled = new Map(
    Object.keys(JOURNEYS).map((id) => [id, id === EMPTY ? [] : enrolmentsIn(id, world)]),
  );
  const all = ({ params }: Asked) => enrolled.get(params['journeyId'] ?? '') ?? noJourney();
  const one = (asked: Asked) =>
    all(asked).find(({ id }) => id === asked.params['enrolmentId']) ??
    refuse(404, 'not-found', 'There is no such enrolment.');
  return [
    {
      method: 'GET',
      path: '/v1/journeys',
      answer: () => ({
        items: Object.entries(JOURNEYS).map(([id, { name }]) => ({ id, name, ...versionOf(id) })),
      }),
    },
    {
      method: 'GET',
      path,
      answer: ({ params }) => {
        const id = params['journeyId'] ?? '';
        const definition = JOURNEYS[id] ?? noJourney();
        const { version: number, builtIn: isBuiltIn } = versionOf(id);
        return journeyView({ journeyId: id, number, createdAt: world.now(), definition, isBuiltIn });
      },
    },
    {
      method: 'GET',
      path: `${path}/enrolments`,
      answer: (asked) =>
        pageOf(
          all(asked).map(({ data: _data, messages: _messages, log: _log, ...head }) => head),
          asked.query,
        ),
    },
    { method: 'GET', path: `${path}/enrolments/{enrolmentId}`, answer: one },
    {
      method: 'DELETE',
      path: `${path}/enrolments/{enrolmentId}`,
      answer: (asked) => {
        requireScope(world, 'journeys:write');
        const enrolment = one(asked);
        if (enrolment.state !== 'active') return enrolment;
        enrolment.state = 'left';
        enrolment.reason = 'stopped';
        delete enrolment.waitsAt;
        enrolment.log.push({ at: new Date(world.now()).toISOString(), what: 'left', why: 'stopped' });
        return enrolment;
      },
    },
  ];
}

const noJourney = (): never => refuse(404, 'not-found', 'There is no such journey.');

function versionOf(id: string): { version: number; builtIn: boolean } {
  return id === 'after-visit' ? { version: 3, builtIn: false } : { version: 1, builtIn: true };
}
