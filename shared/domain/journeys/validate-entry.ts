import type { FieldError } from '../field-error.ts';
import { isFact, isJourneyAnswer, type JourneyDefinition, type Step } from './definition.ts';
import { type EntrySource, fillStep, variablesIn } from './step-data.ts';

/**
 * All that keeps somebody from going through a journey with these data, so that it is said before they enter.
 * `theirs`: variables that each person brings; it is no fault that they are not there yet.
 */
export function validateEntry(
  journey: JourneyDefinition,
  source: EntrySource,
  theirs: ReadonlySet<string> = new Set(),
): FieldError[] {
  const { data, subject } = source;
  const known = variablesIn(journey);
  const unknown = Object.keys(data)
    .filter((name) => !known.has(name))
    .map((name) => ({ path: `data.${name}`, message: 'is not a variable of any template of the journey' }));
  const unfilled = journey.steps.flatMap((step) => {
    const filled = step.kind === 'send' ? fillStep(step, source) : { problems: [] };
    if (!('problems' in filled)) return [];
    return filled.problems
      .filter(({ name, kind }) => kind !== 'missing' || !theirs.has(name))
      .map(({ name, message }) => ({ path: `data.${name}`, message: `${message} (step ${step.id})` }));
  });
  const needsSubject = journey.steps.find(refersToSubject);
  const undated =
    needsSubject === undefined || subject !== undefined
      ? []
      : [{ path: 'subject', message: `is needed: step ${needsSubject.id} waits for an instant beside it` }];
  return [...unknown, ...unfilled, ...undated];
}

function refersToSubject(step: Step): boolean {
  if (step.kind === 'branch') return step.within.kind === 'relative';
  return step.kind === 'wait' && (step.timing.kind === 'relative' || step.notAfter !== undefined);
}

/** What client applications can tell that somebody in the journey waits for. */
export function tellable({ steps, whenever = [] }: JourneyDefinition): ReadonlySet<string> {
  const cases = steps.flatMap((step) => (step.kind === 'branch' ? step.cases : []));
  return new Set(
    [...cases, ...whenever].map(({ when }) => when).filter((when) => !isFact(when) && !isJourneyAnswer(when)),
  );
}
