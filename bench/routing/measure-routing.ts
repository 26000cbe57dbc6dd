import { route } from '../../shared/domain/routing/route.ts';
import type { RoutingRequest } from '../../shared/domain/routing/situation.ts';
import { medianOf } from '../median.ts';
import { progress } from '../progress.ts';
import type { Size } from '../size.ts';
import { CORPUS } from './corpus.ts';
import { factsOf } from './facts.ts';
import { RulesEngine } from './rules-engine.ts';

export interface RoutingFigures {
  /** For one everyday reminder. */
  remindersPerSecond: number;
  /** For the whole corpus, in turn. */
  decisionsPerSecond: number;
  /** `json-rules-engine`, for the same requests. */
  rulesEnginePerSecond: number;
  ratio: number;
}

/** A round of the full size takes about half a second for each, on the machine that this was written on. */
const SIZES = {
  full: { rounds: 7, decisions: 100_000, engineDecisions: 720 },
  small: { rounds: 1, decisions: 1_000, engineDecisions: 72 },
} as const satisfies Record<Size, object>;

/**
 * Whole decisions, with gates and explanation, at instants that move on, beside those of a rules engine that is given
 * its facts ready-made. Medians of rounds that alternate, so that both meet the same neighbours on the machine.
 */
export async function measureRouting(size: Size): Promise<RoutingFigures> {
  const { rounds, decisions, engineDecisions } = SIZES[size];
  const engine = new RulesEngine();
  const facts = CORPUS.map(factsOf);
  const reminders: number[] = [];
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    progress(`Routing: round ${round} of ${rounds}`);
    const reminder = ratePerSecond(decisions, await timeOf(() => decide(CORPUS.slice(0, 1), decisions)));
    const own = ratePerSecond(decisions, await timeOf(() => decide(CORPUS, decisions)));
    const other = ratePerSecond(
      engineDecisions,
      await timeOf(() => decideByRules(engine, facts, engineDecisions)),
    );
    // The first round warms both up.
    if (round > 0) {
      reminders.push(reminder);
      ours.push(own);
      theirs.push(other);
    }
  }
  const [remindersPerSecond, decisionsPerSecond, rulesEnginePerSecond] = [reminders, ours, theirs].map(
    (rates) => Math.round(medianOf(rates)),
  ) as [number, number, number];
  const ratio = Math.round(decisionsPerSecond / rulesEnginePerSecond);
  return { remindersPerSecond, decisionsPerSecond, rulesEnginePerSecond, ratio };
}

function decide(requests: readonly RoutingRequest[], decisions: number): void {
  for (let index = 0; index < decisions; index += 1) {
    const request = requests[index % requests.length]!;
    route({ ...request, now: request.now + index * 10 });
  }
}

async function decideByRules(
  engine: RulesEngine,
  facts: readonly object[],
  decisions: number,
): Promise<void> {
  for (let index = 0; index < decisions; index += 1) await engine.decide({ ...facts[index % facts.length] });
}

async function timeOf(work: () => void | Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function ratePerSecond(count: number, milliseconds: number): number {
  return (count * 1_000) / milliseconds;
}
