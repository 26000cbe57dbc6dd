import type { DeliverableChannel } from '../../shared/domain/channel.ts';
import type { Content, MessageType } from '../../shared/domain/message.ts';
import type { Prospect } from '../../shared/domain/prospect.ts';
import type { FileName } from './files.ts';
import type { When } from './times.ts';

/** The agents of the demonstration agency; see `local/sign-in/demo-agents.ts`. */
export type Colleague = 'camille' | 'hugo' | 'ines';

/** What becomes of something that is sent, where it is not what usually does. */
export type Fate =
  | 'unseen'
  | 'clicked'
  /** Taken and not delivered, or not taken at all; with the provider's code. */
  | { fails: string }
  | { refused: string };

/** What a person of the demonstration and the agency do, one after the other. */
export type Step =
  | {
      kind: 'says';
      at: When;
      channel: DeliverableChannel;
      text: string;
      subject?: string;
      /** What their mail program repeats below. */
      quotes?: string;
      files?: readonly FileName[];
      /** They tap a button below the last message. */
      tap?: true;
    }
  | { kind: 'answers'; at: When; by: Colleague; content: Content; channel?: DeliverableChannel; fate?: Fate }
  | {
      kind: 'sends';
      at: When;
      type: MessageType;
      content: Content;
      /** Its date and time are among what the template is given. */
      appointmentAt?: When;
      channel?: DeliverableChannel;
      fate?: Fate;
    }
  | { kind: 'notes'; at: When; by: Colleague; text: string }
  | { kind: 'assigns'; at: When; by: Colleague; to: Colleague }
  | { kind: 'labels'; at: When; labels: readonly string[] }
  | { kind: 'opens'; at: When }
  | { kind: 'finishes'; at: When; by: Colleague }
  | { kind: 'snoozes'; at: When; until: When }
  | { kind: 'drafts'; at: When; by: Colleague; text: string; channel?: DeliverableChannel };

type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>;
type More<K extends Step['kind'], Given extends string> = Omit<StepOf<K>, 'kind' | 'at' | Given>;

/** Somebody of the demonstration. */
export interface Person {
  prospect: Omit<Prospect, 'consents'>;
  /** Wrote without being known: the agency has no record. `profile`: the name they go by on WhatsApp. */
  unknown?: { profile?: string };
  consent?: { granted: boolean; text: string; source: string; at: When };
  /** Lives somewhere where it is night at the moment. */
  livesInTheNight?: true;
  story: readonly Step[];
}

export const says = (
  at: When,
  channel: DeliverableChannel,
  text: string,
  more: More<'says', 'channel' | 'text'> = {},
): Step => ({ kind: 'says', at, channel, text, ...more });

export const answers = (
  at: When,
  by: Colleague,
  text: string,
  { subject, ...more }: More<'answers', 'by' | 'content'> & { subject?: string } = {},
): Step => ({
  kind: 'answers',
  at,
  by,
  content: { body: text, ...(subject !== undefined && { subject }) },
  ...more,
});

export const sends = (
  at: When,
  type: MessageType,
  content: Content,
  more: More<'sends', 'type' | 'content'> = {},
): Step => ({ kind: 'sends', at, type, content, ...more });

export const notes = (at: When, by: Colleague, text: string): Step => ({ kind: 'notes', at, by, text });
export const assigns = (at: When, by: Colleague, to: Colleague): Step => ({ kind: 'assigns', at, by, to });
export const labels = (at: When, ...texts: string[]): Step => ({ kind: 'labels', at, labels: texts });
export const opens = (at: When): Step => ({ kind: 'opens', at });
export const finishes = (at: When, by: Colleague): Step => ({ kind: 'finishes', at, by });
export const snoozes = (at: When, until: When): Step => ({ kind: 'snoozes', at, until });
export const drafts = (at: When, by: Colleague, text: string, channel?: DeliverableChannel): Step => ({
  kind: 'drafts',
  at,
  by,
  text,
  ...(channel !== undefined && { channel }),
});

/** The reminder of a visit on the day before, which is answered OUI or NON. `address`: of the property. */
export const reminds = (
  at: When,
  appointmentAt: When,
  firstName: string,
  address: string,
  more: { channel?: DeliverableChannel; fate?: Fate } = {},
): Step => ({
  kind: 'sends',
  at,
  type: 'appointment',
  appointmentAt,
  content: {
    templateId: 'APPOINTMENT_REMINDER_24H',
    data: { firstName, appointmentAddress: address },
  },
  ...more,
});
