import type { Attempt, AttemptEvent } from '../../shared/domain/attempt.ts';
import { DELIVERABLE_CHANNELS } from '../../shared/domain/channel.ts';
import { attemptsOf } from '../../shared/domain/message-record.ts';
import { type Milestone, milestonesProvedBy } from '../../shared/domain/milestone.ts';
import { mergeTallies } from '../../shared/domain/statistics.ts';
import { TENANT } from './scenario.ts';
import type { World } from './world.ts';

/** By counter: the milestones that it counts. */
const COUNTED = {
  sent: ['sent'],
  delivered: ['delivered'],
  failed: ['refused', 'failed'],
  opened: ['opened'],
  read: ['read'],
  clicked: ['clicked'],
} as const satisfies Record<string, readonly Milestone[]>;

/** What was counted is what was reported of the attempts, no more and no less. */
export async function checkStatistics({ scopes, witness }: World): Promise<void> {
  const { messages, statistics } = scopes(TENANT);
  const records = await Promise.all(messages.all().map((id) => messages.load(id)));
  const attempts = records.flatMap((record) => (record === undefined ? [] : attemptsOf(record)));
  const note = (what: string) => {
    witness.note('counted-once', undefined, what);
  };
  for (const { events, reached, channel } of attempts)
    for (const status of Object.keys(events) as AttemptEvent['status'][])
      if (milestonesProvedBy(status).some((milestone) => reached?.[milestone] === undefined))
        note(`what ${status} by ${channel} proves is not known`);
  const hours = await statistics.hours('0000-01-01', '9999-12-31');
  const counted = mergeTallies(hours.map(({ tally }) => tally));
  for (const channel of DELIVERABLE_CHANNELS) {
    const made = attempts.filter((attempt) => attempt.channel === channel);
    for (const [counter, milestones] of Object.entries(COUNTED)) {
      const found = counted[channel]?.[counter as keyof typeof COUNTED] ?? 0;
      const [least, most] = countsOf(made, milestones);
      if (found < least || found > most)
        note(`${channel} ${counter}: ${found} instead of ${least} to ${most}`);
    }
  }
}

/**
 * How much providers reported, and how much is known in all: that somebody answered proves that it arrived, and is told
 * to be counted only with a report.
 */
function countsOf(
  attempts: readonly Attempt[],
  milestones: readonly Milestone[],
): [least: number, most: number] {
  let [least, most] = [0, 0];
  for (const { reached = {}, events } of attempts) {
    const statuses = Object.keys(events) as AttemptEvent['status'][];
    const reported = new Set(statuses.filter((status) => status !== 'replied').flatMap(milestonesProvedBy));
    const known = milestones.filter((milestone) => reached[milestone] !== undefined);
    most += known.length;
    least += known.filter((milestone) => reported.has(milestone)).length;
  }
  return [least, most];
}
