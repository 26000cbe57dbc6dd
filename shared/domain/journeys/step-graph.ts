import { type JourneyDefinition, type Step, stepAfter, stepOf, type StepId } from './definition.ts';

/** Every step that this one names, by the field that names it. */
export function targetsOf(step: Step): (readonly [field: string, target: StepId])[] {
  const targets: (readonly [string, StepId])[] = [];
  if ('next' in step && step.next !== undefined) targets.push(['next', step.next]);
  if (step.kind === 'wait' && step.whenPast !== undefined) targets.push(['whenPast', step.whenPast]);
  if (step.kind !== 'branch') return targets;
  const cases = step.cases.map(({ go }, index) => [`cases.${index}.go`, go] as const);
  return [...targets, ...cases, ['otherwise', step.otherwise]];
}

function after(journey: JourneyDefinition, step: Step): StepId[] {
  if (step.kind === 'exit' || step.kind === 'branch') return [];
  const next = stepAfter(journey, step);
  return next === undefined ? [] : [next];
}

/** The steps that may follow at the same instant: a wait for an instant may find it past, a branch what it waits for true. */
function followingAtOnce(journey: JourneyDefinition, step: Step): StepId[] {
  if (step.kind === 'branch') {
    const atOnce = step.cases.map(({ go }) => go);
    return step.within.kind === 'relative' ? [...atOnce, step.otherwise] : atOnce;
  }
  if (step.kind !== 'wait') return after(journey, step);
  if (step.timing.kind === 'lasting' && step.notAfter === undefined) return [];
  return step.whenPast === undefined ? after(journey, step) : [step.whenPast];
}

/** A way from a step back to itself that takes no time; undefined when there is none anywhere. */
export function timelessLoop(journey: JourneyDefinition): readonly StepId[] | undefined {
  const done = new Set<StepId>();
  const visit = (id: StepId, way: readonly StepId[]): readonly StepId[] | undefined => {
    if (way.includes(id)) return [...way.slice(way.indexOf(id)), id];
    const step = stepOf(journey, id);
    if (done.has(id) || step === undefined) return undefined;
    for (const next of followingAtOnce(journey, step)) {
      const loop = visit(next, [...way, id]);
      if (loop !== undefined) return loop;
    }
    done.add(id);
    return undefined;
  };
  for (const { id } of journey.steps) {
    const loop = visit(id, []);
    if (loop !== undefined) return loop;
  }
  return undefined;
}

/** The steps that somebody can come to. */
export function reachable(journey: JourneyDefinition): ReadonlySet<StepId> {
  const { steps, whenever = [], whenRescheduled } = journey;
  const found = new Set<StepId>();
  const waiting = [steps[0]?.id, ...whenever.map(({ go }) => go), whenRescheduled];
  for (let id = waiting.pop(); waiting.length > 0 || id !== undefined; id = waiting.pop()) {
    const step = id === undefined || found.has(id) ? undefined : stepOf(journey, id);
    if (step === undefined) continue;
    found.add(step.id);
    waiting.push(...after(journey, step), ...targetsOf(step).map(([, target]) => target));
  }
  return found;
}
