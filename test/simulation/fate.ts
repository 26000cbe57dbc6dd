import type { AttemptEvent } from '../../shared/domain/attempt.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../shared/domain/instant.ts';
import type { Chance } from './chance.ts';

/** What really becomes of something that a provider took: it arrives, soon or late, or fails, or is never heard of. */
export function fateOf(
  chance: Chance,
  name: string,
  taken: { providerId: string; channel: string; at: Instant },
): AttemptEvent[] {
  const { providerId, channel, at } = taken;
  const fate = chance.fraction(`${name} fate`);
  if (fate < 0.05) return [];
  const longest = fate < 0.12 ? 5 * HOUR : fate < 0.2 ? 5 * MINUTE : 15 * SECOND;
  const known = at + chance.between(`${name} known after`, 300, longest);
  if (fate > 0.88) return [{ status: 'failed', at: known, providerId, errorCode: '30003' }];
  const news: AttemptEvent[] = [{ status: 'delivered', at: known, providerId }];
  const follow = (status: AttemptEvent['status'], probability: number): boolean => {
    if (!chance.happens(`${name} ${status}`, probability)) return false;
    const last = news.at(-1)?.at ?? known;
    const pause = chance.between(`${name} ${status} after`, SECOND, 2 * HOUR);
    news.push({ status, at: last + pause, providerId });
    return true;
  };
  if (channel === 'whatsapp') follow('read', 0.5);
  if (channel === 'email' && follow('opened', 0.5)) follow('clicked', 0.4);
  return news;
}
