import type { FaultName } from './faults.ts';
import { checkOutages } from './check-outages.ts';
import { checkPromises, type Endings, type Outcomes } from './checks.ts';
import { Campaigns } from './campaigns.ts';
import { isForgettingDay } from './forgetting-day.ts';
import { Intakes } from './intakes.ts';
import { People } from './people.ts';
import { isOutageDay } from './outage-day.ts';
import { type Scenario, TENANT } from './scenario.ts';
import { Visits } from './visits.ts';
import type { Violation } from './witness.ts';
import { World, type WorldOptions } from './world.ts';

export interface Simulated {
  violations: readonly Violation[];
  outcomes: Outcomes;
  endings: Endings;
  /** Everything that went wrong out there. */
  struck: readonly FaultName[];
  steps: number;
}

/** Far more than any scenario needs: whoever takes more goes round in circles. */
const MOST_STEPS = 40_000;

/** Plays a scenario to its end: everything happens, the world gets better, dead letters come back, nothing moves. */
export async function simulate(scenario: Scenario, options: WorldOptions = {}): Promise<Simulated> {
  const world = new World(scenario, options, (copy) => {
    world.witness.taken(copy, world.copies());
    people.report(copy);
  });
  const people = new People(world, scenario);
  for (const { isKnown, ...prospect } of scenario.people)
    if (isKnown) await world.scopes(TENANT).prospects.put(prospect);
  people.begin();
  const visits = new Visits(world, scenario);
  visits.begin();
  const intakes = new Intakes(world, scenario);
  await intakes.begin();
  const campaigns = new Campaigns(world, scenario);
  campaigns.begin();
  // What is redriven at the end meets no faults any more.
  world.time.at(scenario.start + scenario.healsAfter, () => {
    world.trace('from here on everything works');
  });
  const isAtRest = await world.time.run(MOST_STEPS);
  for (const queue of world.queues) queue.redrive();
  const isOver = isAtRest && (await world.time.run(MOST_STEPS));
  const isSeen = world.witness.violations.some(({ rule }) => rule === options.stopAt);
  if (!isOver && !isSeen) world.witness.note('comes-to-rest', undefined, 'there is no end to it');
  if (!isSeen) await visits.check();
  if (!isSeen) await intakes.check();
  // Of who was erased nothing is left that could be checked: the witness saw what left.
  const isForgotten = isForgettingDay(scenario);
  if (!isSeen && !isForgotten) await campaigns.check();
  const nothing = { outcomes: {}, endings: new Map() };
  const { outcomes, endings } =
    isSeen || isForgotten ? nothing : await checkPromises(world, people, scenario);
  if (!isSeen && isOutageDay(scenario)) {
    const calm = await simulate({ ...scenario, rates: {} });
    checkOutages(world, endings, calm.endings);
  }
  const { witness, faults, time } = world;
  const struck = [...faults.struck];
  return { violations: witness.violations, outcomes, endings, struck, steps: time.steps };
}
