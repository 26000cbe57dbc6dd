import { HOUR } from '../../instant.ts';
import type { JourneyDefinition } from '../definition.ts';

const TWO_DAYS = 48 * HOUR;

/** Somebody may like a property. What they do says how much: answering more than clicking, clicking more than opening. */
export const NEW_PROPERTY: JourneyDefinition = {
  name: 'Nouveau bien',
  steps: [
    { id: 'alert', kind: 'send', template: 'NEW_PROPERTY_ALERT' },
    {
      id: 'seen',
      kind: 'branch',
      of: 'alert',
      within: { kind: 'lasting', ms: TWO_DAYS },
      cases: [
        { when: 'replied', go: 'hot' },
        { when: 'clicked', go: 'warm' },
        { when: 'opened', go: 'opened' },
        { when: 'failed', go: 'unreachable' },
      ],
      otherwise: 'follow-up',
    },
    { id: 'follow-up', kind: 'send', template: 'NEW_PROPERTY_ALERT' },
    {
      id: 'seen-after-all',
      kind: 'branch',
      of: 'follow-up',
      within: { kind: 'lasting', ms: TWO_DAYS },
      cases: [
        { when: 'replied', go: 'hot' },
        { when: 'clicked', go: 'warm' },
        { when: 'opened', go: 'opened-late' },
      ],
      otherwise: 'not-interested',
    },
    { id: 'not-interested', kind: 'exit', reason: 'no-interest' },
    { id: 'unreachable', kind: 'exit', reason: 'unreachable' },
    // Read, and perhaps thought about: what follows may show more.
    {
      id: 'opened',
      kind: 'branch',
      of: 'alert',
      within: { kind: 'lasting', ms: TWO_DAYS },
      cases: [
        { when: 'replied', go: 'hot' },
        { when: 'clicked', go: 'warm' },
      ],
      otherwise: 'looked',
    },
    {
      id: 'opened-late',
      kind: 'branch',
      of: 'follow-up',
      within: { kind: 'lasting', ms: TWO_DAYS },
      cases: [
        { when: 'replied', go: 'hot' },
        { when: 'clicked', go: 'warm' },
      ],
      otherwise: 'looked',
    },
    { id: 'looked', kind: 'exit', reason: 'opened' },
    {
      id: 'hot',
      kind: 'notify-agent',
      text: {
        fr: 'A répondu à l’annonce d’un bien : à rappeler en premier.',
        en: 'Answered about a property: call back first.',
      },
    },
    { id: 'hot-over', kind: 'exit', reason: 'replied' },
    {
      id: 'warm',
      kind: 'notify-agent',
      text: {
        fr: 'A regardé les détails d’un bien : intérêt à confirmer.',
        en: 'Looked at the details of a property: find out how interested they are.',
      },
    },
    { id: 'warm-over', kind: 'exit', reason: 'clicked' },
  ],
  whenever: [
    // Answered when the second has left, or an opening went first.
    { when: 'replied', of: 'alert', go: 'hot' },
    { when: 'booked', go: 'hot' },
  ],
};
