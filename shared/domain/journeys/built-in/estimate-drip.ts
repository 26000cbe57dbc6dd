import { DAY } from '../../instant.ts';
import type { JourneyDefinition } from '../definition.ts';

/** A drip campaign: an estimate is sent, looked after in working hours, and ends with a call or with silence. */
export const ESTIMATE_DRIP: JourneyDefinition = {
  name: 'Relance d’estimation',
  steps: [
    { id: 'estimate', kind: 'send', template: 'ESTIMATE_READY', channels: ['email'] },
    {
      id: 'read',
      kind: 'branch',
      of: 'estimate',
      within: { kind: 'lasting', ms: 3 * DAY },
      cases: [
        { when: 'replied', go: 'interested' },
        { when: 'clicked', go: 'interested' },
        { when: 'opened', go: 'think-it-over' },
      ],
      otherwise: 'morning',
    },
    // In working hours, whenever the three days end.
    { id: 'morning', kind: 'wait', timing: { kind: 'lasting', ms: 60_000, hours: 'business' } },
    { id: 'again', kind: 'send', template: 'ESTIMATE_READY', channels: ['email'] },
    { id: 'think-it-over', kind: 'wait', timing: { kind: 'lasting', ms: 7 * DAY } },
    { id: 'working-day', kind: 'wait', timing: { kind: 'lasting', ms: 60_000, hours: 'business' } },
    {
      id: 'call',
      kind: 'notify-agent',
      text: {
        fr: 'Estimation envoyée il y a une semaine : prenez des nouvelles.',
        en: 'The estimate was sent a week ago: ask how they feel about it.',
      },
    },
    { id: 'over', kind: 'exit' },
    {
      id: 'interested',
      kind: 'notify-agent',
      text: {
        fr: 'A regardé son estimation de près : à rappeler.',
        en: 'Looked closely at the estimate: call back.',
      },
    },
    { id: 'interested-over', kind: 'exit', reason: 'interested' },
  ],
  whenever: [
    // Opened first, which went on with `think-it-over`.
    { when: 'clicked', of: 'estimate', go: 'interested' },
    { when: 'replied', of: 'estimate', go: 'interested' },
    { when: 'clicked', of: 'again', go: 'interested' },
    { when: 'replied', of: 'again', go: 'interested' },
    { when: 'booked', go: 'interested' },
  ],
};
