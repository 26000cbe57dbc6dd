/** `npm run simulate`: plays seeds against every promise; see docs/simulation.md. */
import { parseArgs } from 'node:util';
import { guardNamed } from './break-guard.ts';
import { type Campaign, playCampaign } from './campaign.ts';
import { GUARDS } from './guards.ts';
import { type FoundGuard, findGuards, recordGuards } from './find-guards.ts';
import { describeCampaign, describeFailure, describeGuards } from './report.ts';
import { UsageError } from './usage-error.ts';

const HELP = `npm run simulate -- [options]
  --seeds 2000     how many seeds to play (from --from, 1 unless told)
  --seed N         play one seed
  --break GUARD    take one guard out of the product: the run has to fail
  --guards         take out each guard in turn, and tell how many seeds it takes to notice
  --record         with --guards: write down the seeds that notice, where the next search begins
  --list-guards    the names of the guards
  --json           one JSON object`;

type Options = ReturnType<typeof readOptions>;

try {
  process.exitCode = await main(readOptions());
} catch (error) {
  process.stderr.write(`${error instanceof UsageError ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        seeds: { type: 'string', default: '2000' },
        from: { type: 'string', default: '1' },
        seed: { type: 'string' },
        break: { type: 'string' },
        guards: { type: 'boolean', default: false },
        record: { type: 'boolean', default: false },
        'list-guards': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${HELP}`);
  }
}

async function main(values: Options): Promise<number> {
  if (values.help) return say(HELP);
  if (values['list-guards']) return say(GUARDS.map(({ name }) => name).join('\n'));
  const guard = values.break;
  if (guard !== undefined) guardNamed(guard);
  const only = values.seed === undefined ? undefined : wholeNumber('seed', values.seed);
  const first = only ?? wholeNumber('from', values.from);
  const last = only ?? first + wholeNumber('seeds', values.seeds) - 1;
  const campaign = await playCampaign({ first, last, guard, onProgress: progress(last - first + 1) });
  if (campaign.failure !== undefined) {
    const { seed } = campaign.failure;
    tellProgress(`seed ${seed} breaks ${campaign.failure.rule}: looking for its shortest trace`);
    const explained = await playCampaign({ first: seed, last: seed, guard, isExplained: true });
    campaign.failure = explained.failure ?? campaign.failure;
  }
  const guards = values.guards ? await findGuards(tellProgress) : undefined;
  if (guards !== undefined && values.record) await recordGuards(guards);
  say(values.json ? asJson(campaign, guards) : asText(campaign, guards, guard));
  return campaign.failure !== undefined || guards?.some(({ seeds }) => seeds === null) === true ? 1 : 0;
}

function asText(
  campaign: Campaign,
  guards: readonly FoundGuard[] | undefined,
  guard: string | undefined,
): string {
  const { failure } = campaign;
  const parts = [failure === undefined ? describeCampaign(campaign) : describeFailure(failure, guard)];
  if (guards !== undefined) parts.push(describeGuards(guards));
  return parts.join('\n\n');
}

function asJson(
  { seeds, seconds, faults, outcomes, failure }: Campaign,
  guards?: readonly FoundGuard[],
): string {
  const seedsPerSecond = Math.round(seeds / seconds);
  return JSON.stringify({ seeds, seedsPerSecond, faults, outcomes, failure, guards }, undefined, 2);
}

function wholeNumber(name: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new UsageError(`--${name} takes a whole number from 1`);
}

function progress(total: number) {
  return (played: number): void => {
    if (played % 500 === 0 && played < total) tellProgress(`${played} of ${total} seeds`);
  };
}

function tellProgress(text: string): void {
  process.stderr.write(`${text}\n`);
}

function say(text: string): 0 {
  process.stdout.write(`${text}\n`);
  return 0;
}
