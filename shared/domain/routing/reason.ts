import { isDeliverable } from '../channel.ts';
import type { Instant } from '../instant.ts';
import type { Urgency } from '../message.ts';
import type { Locale } from '../prospect.ts';
import { type ChannelEvaluation, CRITERIA } from './decision.ts';
import type { Replayed } from './replay.ts';
import type { Situation } from './situation.ts';
import { channelName, clockTime, criterionName } from './wording.ts';

const URGENCY_NAMES: Readonly<Record<Urgency, Record<Locale, string>>> = {
  urgent: { fr: 'message urgent', en: 'urgent message' },
  high: { fr: 'priorité haute', en: 'high priority' },
  normal: { fr: 'priorité normale', en: 'normal priority' },
  low: { fr: 'priorité basse', en: 'low priority' },
};

/** Why the best channel won: its score beside the runner-up's, and what made the difference. */
export function sendReason(
  best: ChannelEvaluation,
  runnerUp: ChannelEvaluation | undefined,
  situation: Situation,
): string {
  const { locale } = situation.tenant;
  const name = channelName(best.channel, locale);
  const urgency = URGENCY_NAMES[situation.urgency][locale];
  if (situation.message.channel === best.channel) {
    return locale === 'fr' ? `Envoi par ${name}, canal demandé.` : `Sent by ${name}, the channel asked for.`;
  }
  if (runnerUp === undefined) {
    return locale === 'fr'
      ? `Envoi par ${name}, seul canal possible (${best.score} points, ${urgency}).`
      : `Sent by ${name}, the only possible channel (${best.score} points, ${urgency}).`;
  }
  const other = channelName(runnerUp.channel, locale);
  const strengths = strengthsOf(best, runnerUp, locale);
  return locale === 'fr'
    ? `Envoi par ${name} : ${best.score} points contre ${runnerUp.score} pour ${other} (${urgency} ; ${strengths}).`
    : `Sent by ${name}: ${best.score} points to ${runnerUp.score} for ${other} (${urgency}; ${strengths}).`;
}

/** Why other points would choose another channel. */
export function replayReason({ before, after, runnerUp }: Replayed, locale: Locale): string {
  const name = channelName(after.channel, locale);
  const rival = runnerUp ?? before;
  const other = channelName(rival.channel, locale);
  const strengths = strengthsOf(after, rival, locale);
  return locale === 'fr'
    ? `Ce serait ${name} : ${after.score} points contre ${rival.score} pour ${other} (${strengths}).`
    : `It would be ${name}: ${after.score} points to ${rival.score} for ${other} (${strengths}).`;
}

/** The two criteria that did most for the winner. */
function strengthsOf(best: ChannelEvaluation, runnerUp: ChannelEvaluation, locale: Locale): string {
  let first: { name: string; gain: number } | undefined;
  let second: { name: string; gain: number } | undefined;
  for (const criterion of CRITERIA) {
    const gain = best.points[criterion] - runnerUp.points[criterion];
    if (gain <= 0) continue;
    const entry = { name: criterionName(criterion, locale), gain };
    if (first === undefined || gain > first.gain) {
      second = first;
      first = entry;
    } else if (second === undefined || gain > second.gain) second = entry;
  }
  if (first === undefined) return locale === 'fr' ? 'le moins cher à égalité' : 'the cheaper of equals';
  const words = `${first.name} +${first.gain}`;
  return second === undefined ? words : `${words}, ${second.name} +${second.gain}`;
}

export function deferReason(
  channels: readonly ChannelEvaluation[],
  until: Instant,
  situation: Situation,
): string {
  const { locale } = situation.tenant;
  const gate = channels
    .flatMap(({ gates }) => gates)
    .find((found) => found.verdict === 'defer' && found.until === until);
  const when = clockTime(until, situation.zone, locale);
  return locale === 'fr'
    ? `Reporté au ${when}. ${gate?.detail ?? ''}`.trim()
    : `Deferred to ${when}. ${gate?.detail ?? ''}`.trim();
}

/** Every reason, channel by channel, without those that have no address or that nobody has a sender for yet. */
export function undeliverableReason(channels: readonly ChannelEvaluation[], situation: Situation): string {
  const { locale } = situation.tenant;
  const colon = locale === 'fr' ? ' :' : ':';
  const details = channels
    .filter(
      ({ channel, gates }) => isDeliverable(channel) && gates.every(({ rule }) => rule !== 'no-address'),
    )
    .map(
      ({ channel, gates }) =>
        `${channelName(channel, locale)}${colon} ${gates.map(({ detail }) => detail).join(' ')}`,
    );
  const heading = locale === 'fr' ? 'Aucun canal possible.' : 'No possible channel.';
  const none = locale === 'fr' ? 'Aucune adresse utilisable.' : 'No usable address.';
  return `${heading} ${details.length > 0 ? details.join(' ') : none}`;
}
