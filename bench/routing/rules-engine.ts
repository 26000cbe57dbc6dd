import { Engine } from 'json-rules-engine';
import { CHANNELS, DELIVERABLE_CHANNELS, type DeliverableChannel } from '../../shared/domain/channel.ts';
import type { Facts } from './facts.ts';
import { type DenyEvent, RULES, type ScoreEvent } from './rules.ts';

/** Decides the same table with `json-rules-engine`. @returns the channel it would send on now, if any. */
export class RulesEngine {
  readonly #engine = new Engine([...RULES]);

  async decide(facts: Facts): Promise<DeliverableChannel | undefined> {
    const { events } = await this.#engine.run(facts);
    const denied = new Set<DeliverableChannel>();
    const scores = { sms: 0, whatsapp: 0, email: 0 };
    for (const event of events as (DenyEvent | ScoreEvent)[]) {
      if (event.type === 'deny') denied.add(event.params.channel);
      else for (const channel of DELIVERABLE_CHANNELS) scores[channel] += event.params.points[channel] ?? 0;
    }
    const allowed = DELIVERABLE_CHANNELS.filter((channel) => !denied.has(channel));
    if (mustWait(allowed, facts)) return undefined;
    const cost = (channel: DeliverableChannel): number => Number(facts[`costOf_${channel}`]);
    const total = (channel: DeliverableChannel): number =>
      scores[channel] + Number(facts[`costPointsOf_${channel}`]);
    return allowed.toSorted(
      (a, b) => total(b) - total(a) || cost(a) - cost(b) || CHANNELS.indexOf(a) - CHANNELS.indexOf(b),
    )[0];
  }
}

/** At night, when every allowed channel would wake somebody up and nothing is urgent. It compares the outcomes of rules, so no rule can say it. */
function mustWait(allowed: readonly DeliverableChannel[], facts: Facts): boolean {
  if (facts['quiet'] !== true || facts['urgency'] === 'urgent') return false;
  const wakes = (channel: DeliverableChannel): boolean =>
    channel !== 'email' &&
    channel !== facts['forced'] &&
    !(channel === 'sms' && facts['smsAllowedAtNight'] === true);
  return allowed.every(wakes);
}
