import type { FieldError } from '../field-error.ts';
import type { Instant } from '../instant.ts';
import type { TemplateData } from '../templates/template-data.ts';
import { isFact, isJourneyAnswer, type JourneyDefinition, type Step } from './definition.ts';
import { fillStep, variablesIn } from './step-data.ts';

/** All that keeps somebody from going through a journey with these data, so that it is said before they enter. */
export function validateEntry(
  journey: JourneyDefinition,
  { data, subject }: { data: TemplateData; subject?: { at: Instant } | undefined },
): FieldError[] {
  const known = variablesIn(journey);
  const unknown = Object.keys(data)
    .filter((name) => !known.has(name))
    .map((name) => ({ path: `data.${name}`, message: 'is not a variable of any template of the journey' }));
  const unfilled = journey.steps.flatMap((step) => {
    const filled = step.kind === 'send' ? fillStep(step, { data, subject }) : { problems: [] };
    if (!('problems' in filled)) return [];
    return filled.problems.map(({ name, message }) => ({
      path: `data.${name}`,
      message: `${message} (step ${step.id})`,
    }));
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
