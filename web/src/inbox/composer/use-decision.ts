import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { measureSms } from '../../../../shared/domain/sms-segments.ts';
import { answerOf, api } from '../../api/client.ts';
import type { Channel, ConversationDetails, Gate, MicroEuros } from '../../api/types.ts';

const TYPING = 350;
/** Stands for the words while there are none: a decision needs something to send. */
const NOTHING_YET = '-';

/** What routing says of the text as it stands; asked again when the agent pauses. */
export function useDecision(person: string, text: string) {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING);
    return () => clearTimeout(timer);
  }, [text]);
  const body = settled.trim() === '' ? NOTHING_YET : settled;
  const query = useQuery({
    queryKey: ['decision', person, body],
    queryFn: ({ signal }) =>
      answerOf(
        api.POST('/v1/conversations/{prospectId}/route', {
          params: { path: { prospectId: person } },
          body: { text: body },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
    retry: 1,
  });
  return { decision: query.data, isFailing: query.isError, asked: body };
}

export type Decision = NonNullable<ReturnType<typeof useDecision>['decision']>;

/** A channel as the agent chooses among them. */
export interface Choice {
  channel: Channel;
  isOpen: boolean;
  /** Closed for now only: a reply waits until then. */
  deferredUntil?: string;
  gates: readonly Gate[];
  score?: number;
  /** Of the text that was asked about. */
  cost?: MicroEuros;
  windowUntil?: string;
  /** WhatsApp after its 24 hours: a template may go, free text may not. */
  takesTemplatesOnly: boolean;
}

const WRITTEN: ReadonlySet<Channel> = new Set(['sms', 'whatsapp', 'email']);
const WINDOW_RULE = 'whatsapp-window';

/** The channels one can write on, the best one first; closed ones stay, with their reasons. */
export function choicesOf(
  decision: Decision | undefined,
  details: ConversationDetails | undefined,
): Choice[] {
  const known = details?.channels ?? [];
  const channels = new Set<Channel>([
    ...(decision?.channels.map(({ channel }) => channel) ?? []),
    ...known.map(({ channel }) => channel),
  ]);
  return [...channels]
    .filter(
      (channel) =>
        WRITTEN.has(channel) || known.some((one) => one.channel === channel && one.state === 'open'),
    )
    .map((channel) => {
      const evaluated = decision?.channels.find((one) => one.channel === channel);
      const reach = known.find((one) => one.channel === channel);
      const gates = evaluated?.gates ?? reach?.gates ?? [];
      return {
        channel,
        gates,
        isOpen: evaluated?.allowed ?? reach?.state === 'open',
        ...deferral(evaluated?.gates ?? []),
        takesTemplatesOnly:
          channel === 'whatsapp' && gates.length > 0 && gates.every(({ rule }) => rule === WINDOW_RULE),
        ...(evaluated !== undefined && { score: evaluated.score, cost: evaluated.cost.micros }),
        ...(reach?.windowUntil !== undefined && { windowUntil: reach.windowUntil }),
      };
    });
}

/** When the last of the rules that only put off lets the channel go; nothing where one denies it. */
function deferral(gates: Decision['channels'][number]['gates']): { deferredUntil?: string } {
  const untils = gates.flatMap((gate) => ('until' in gate && gate.until !== undefined ? [gate.until] : []));
  const last = untils.toSorted().at(-1);
  return last === undefined || untils.length < gates.length ? {} : { deferredUntil: last };
}

/** Whether a reply on this channel is taken: it leaves now, or once it may. */
export function isTaken({ isOpen, deferredUntil }: Choice): boolean {
  return isOpen || deferredUntil !== undefined;
}

/** What one segment costs, worked out from what the text that was asked about would cost. */
export function segmentPrice(
  decision: Decision | undefined,
  asked: string,
  fallback: MicroEuros,
): MicroEuros {
  const cost = decision?.channels.find(({ channel }) => channel === 'sms')?.cost.micros;
  return cost === undefined ? fallback : Math.round(cost / Math.max(1, measureSms(asked).segments));
}
