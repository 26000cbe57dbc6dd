import { adviseSms } from '../../../../shared/domain/sms-advice.ts';
import { DEFAULT_PRICES } from '../../../../shared/domain/price.ts';
import type { Channel, ConversationDetails, MicroEuros } from '../../api/types.ts';
import { useWords, type Words } from '../../texts/texts.tsx';
import type { Draft } from './drafts.ts';
import { type Choice, choicesOf, type Decision, isTaken, segmentPrice, useDecision } from './use-decision.ts';

/** On which channel the reply would leave, and what else there is. */
export interface ReplyRoute {
  words: Words;
  decision: Decision | undefined;
  isFailing: boolean;
  choices: readonly Choice[];
  /** By the agent; undefined where the suggestion is followed. */
  chosen: Channel | undefined;
  suggested: Channel | undefined;
  choice: Choice | undefined;
  segmentPrice: MicroEuros;
}

export function useReplyChannel(
  person: string,
  draft: Draft,
  details: ConversationDetails | undefined,
): ReplyRoute {
  const words = useWords();
  const { decision, isFailing, asked } = useDecision(person, draft.text);
  const choices = choicesOf(decision, details);
  const best = choices.filter(isTaken).toSorted((a, b) => (b.score ?? 0) - (a.score ?? 0));
  const suggested = decision?.channel ?? best[0]?.channel;
  // Somebody who wrote on WhatsApp two days ago is answered there by a template, unless routing knows better.
  const wanted =
    draft.channel ?? suggested ?? choices.find(({ takesTemplatesOnly }) => takesTemplatesOnly)?.channel;
  return {
    words,
    decision,
    isFailing,
    choices,
    chosen: draft.channel,
    suggested,
    choice: choices.find(({ channel }) => channel === wanted),
    segmentPrice: segmentPrice(decision, asked, DEFAULT_PRICES.sms),
  };
}

/** What sending the text costs, in words. */
export function priceOf({ words, choice, segmentPrice: perSegment }: ReplyRoute, text: string): string {
  const micros = choice?.channel === 'sms' ? adviseSms(text, perSegment).price : (choice?.cost ?? 0);
  return micros === 0 ? words.composer.free : words.formats.micros(micros);
}
