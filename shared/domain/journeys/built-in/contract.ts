import { DAY, HOUR } from '../../instant.ts';
import type { JourneyDefinition } from '../definition.ts';

/** A document is to be signed; the enrolment is about the instant at which it expires. */
export const CONTRACT: JourneyDefinition = {
  name: 'Signature d’un document',
  steps: [
    {
      id: 'document',
      kind: 'send',
      template: 'DOCUMENT_TO_SIGN',
      channels: ['email', 'whatsapp', 'sms'],
      attach: true,
    },
    // Nobody opens anything at night: the six hours stand still until the morning.
    {
      id: 'opened',
      kind: 'branch',
      of: 'document',
      within: { kind: 'lasting', ms: 6 * HOUR, hours: 'waking' },
      cases: [
        { when: 'opened', go: 'last-days' },
        { when: 'failed', go: 'by-sms' },
      ],
      otherwise: 'by-sms',
    },
    { id: 'by-sms', kind: 'send', template: 'DOCUMENT_TO_SIGN', channels: ['sms'] },
    {
      id: 'reached',
      kind: 'branch',
      of: 'by-sms',
      within: { kind: 'lasting', ms: 12 * HOUR, hours: 'waking' },
      cases: [
        { when: 'failed', go: 'by-whatsapp' },
        { when: 'no-smartphone', go: 'by-whatsapp' },
      ],
      otherwise: 'last-days',
    },
    { id: 'by-whatsapp', kind: 'send', template: 'DOCUMENT_TO_SIGN', channels: ['whatsapp'], attach: true },
    {
      id: 'reached-at-last',
      kind: 'branch',
      of: 'by-whatsapp',
      within: { kind: 'lasting', ms: 2 * HOUR, hours: 'waking' },
      cases: [
        { when: 'failed', go: 'call' },
        { when: 'delivered', go: 'last-days' },
      ],
      otherwise: 'call',
    },
    {
      id: 'call',
      kind: 'notify-agent',
      text: {
        fr: 'Document à signer : la personne n’a pas pu être jointe par écrit, appelez-la.',
        en: 'Document to sign: the person could not be reached in writing, give them a call.',
      },
    },
    {
      id: 'last-days',
      kind: 'wait',
      timing: { kind: 'relative', offset: -2 * DAY, hours: 'waking' },
      whenPast: 'expiry',
    },
    {
      id: 'last-reminder',
      kind: 'send',
      template: 'DOCUMENT_TO_SIGN',
      channels: ['sms', 'whatsapp', 'email'],
    },
    { id: 'expiry', kind: 'wait', timing: { kind: 'relative', offset: 0 } },
    {
      id: 'expired',
      kind: 'notify-agent',
      text: {
        fr: 'Un document a expiré sans être signé.',
        en: 'A document has expired without being signed.',
      },
    },
    { id: 'expired-over', kind: 'exit', reason: 'expired' },

    { id: 'signed', kind: 'send', template: 'DOCUMENT_SIGNED', channels: ['sms', 'email'] },
    {
      id: 'tell-signed',
      kind: 'notify-agent',
      text: { fr: 'Document signé.', en: 'Document signed.' },
    },
    { id: 'signed-over', kind: 'exit', reason: 'signed' },
    {
      id: 'refused',
      kind: 'notify-agent',
      text: {
        fr: 'La personne a refusé de signer un document.',
        en: 'The person declined to sign a document.',
      },
    },
    { id: 'refused-over', kind: 'exit', reason: 'declined' },
  ],
  whenever: [
    { when: 'signed', go: 'signed' },
    { when: 'declined', go: 'refused' },
    { when: 'no-smartphone', go: 'by-whatsapp' },
  ],
  whenRescheduled: 'last-days',
};
