import type { Campaign } from './campaign.ts';
import type { FoundGuard } from './find-guards.ts';
import type { Failure } from './worker.ts';

/** What was played and how every message ended. */
export function describeCampaign({ seeds, seconds, faults, outcomes }: Campaign): string {
  const ended = Object.entries(outcomes).sort(([, a], [, b]) => b - a);
  const accepted = ended.reduce((sum, [, count]) => sum + count, 0);
  return [
    `${seeds} seeds in ${seconds.toFixed(1)} s (${Math.round(seeds / seconds)} a second), ${faults} faults.`,
    `${accepted} messages accepted = ${ended.map(([status, count]) => `${count} ${status}`).join(' + ')}.`,
    'Every promise was kept.',
  ].join('\n');
}

/** The shortest trace that is known, and how to see it again. */
export function describeFailure({ seed, rule, shortest }: Failure, guard?: string): string {
  const again = `Again: npm run simulate -- --seed ${seed}${guard === undefined ? '' : ` --break ${guard}`}`;
  if (shortest === undefined) return [`Seed ${seed} breaks ${rule}.`, again].join('\n');
  const { violation, faults, trace } = shortest;
  const { message, what } = violation;
  return [
    ...abridged(trace),
    '',
    `Seed ${seed} breaks ${rule}${message === undefined ? '' : ` for ${message}`}: ${what}.`,
    `It takes ${faults.length === 1 ? 'one fault' : `${faults.length} faults`}.`,
    ...abridged(faults).map((fault) => `  ${fault}`),
    again,
  ].join('\n');
}

const LONGEST_LIST = 300;

function abridged(lines: readonly string[]): readonly string[] {
  if (lines.length <= LONGEST_LIST) return lines;
  const half = LONGEST_LIST / 2;
  return [...lines.slice(0, half), `… ${lines.length - 2 * half} more …`, ...lines.slice(-half)];
}

export function describeGuards(guards: readonly FoundGuard[]): string {
  const rows = guards.map(
    ({ name, keeps, breaks, seeds }) =>
      `| ${name} | ${keeps} | ${breaks ?? 'none'} | ${seeds ?? 'not found'} |`,
  );
  return ['| guard taken out | keeps | promise broken | seeds |', '|---|---|---|---|', ...rows].join('\n');
}
