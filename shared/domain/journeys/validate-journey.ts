import type { FieldError } from '../field-error.ts';
import { contractOf, isKnownTemplate } from '../template.ts';
import { variablesOf } from '../templates/template-data.ts';
import {
  isFact,
  isJourneyAnswer,
  type JourneyDefinition,
  type SendStep,
  type Step,
  stepOf,
  type StepId,
} from './definition.ts';
import { reachable, targetsOf, timelessLoop } from './step-graph.ts';

/** All that is wrong with a definition, each with the path of what has to change; nothing when it can be entered. */
export function validateJourney(journey: JourneyDefinition): FieldError[] {
  const { steps, whenever = [], whenRescheduled } = journey;
  const errors = [
    ...doubles(steps),
    ...steps.flatMap((step, index) => [
      ...targetsOf(step).flatMap(([field, target]) =>
        unknownStep(journey, `steps.${index}.${field}`, target),
      ),
      ...(step.kind === 'send' ? sendProblems(step, `steps.${index}`) : []),
      ...(step.kind === 'branch'
        ? step.cases.flatMap(({ when }, place) =>
            happeningProblems(journey, when, step.of, `steps.${index}.cases.${place}`, `steps.${index}.of`),
          )
        : []),
    ]),
    ...whenever.flatMap(({ when, of, go }, index) => [
      ...unknownStep(journey, `whenever.${index}.go`, go),
      ...(of === undefined
        ? []
        : happeningProblems(journey, when, of, `whenever.${index}`, `whenever.${index}.of`)),
    ]),
    ...(whenRescheduled === undefined ? [] : unknownStep(journey, 'whenRescheduled', whenRescheduled)),
  ];
  // Ways are only worth looking at once every step on them is known.
  return errors.length > 0 ? errors : [...loops(journey), ...unreached(journey)];
}

function doubles(steps: readonly Step[]): FieldError[] {
  return steps.flatMap(({ id }, index) =>
    steps.findIndex((other) => other.id === id) === index
      ? []
      : [{ path: `steps.${index}.id`, message: 'is the name of another step' }],
  );
}

function unknownStep(journey: JourneyDefinition, path: string, target: StepId): FieldError[] {
  return stepOf(journey, target) === undefined ? [{ path, message: 'is not the name of a step' }] : [];
}

function sendProblems(step: SendStep, path: string): FieldError[] {
  const templates = [['template', step.template] as const, ['instead', step.instead] as const];
  const errors: FieldError[] = [];
  for (const [field, id] of templates)
    if (id !== undefined && !isKnownTemplate(id))
      errors.push({ path: `${path}.${field}`, message: 'is not a template of the catalogue' });
  if (errors.length > 0) return errors;
  const known = templates.flatMap(([, id]) => (id !== undefined && isKnownTemplate(id) ? [id] : []));
  for (const [index, channel] of (step.channels ?? []).entries())
    for (const id of known)
      if (!contractOf(id)?.channels.some((worded) => worded === channel))
        errors.push({ path: `${path}.channels.${index}`, message: `has no words in ${id}` });
  for (const name of Object.keys(step.data ?? {}))
    if (!known.some((id) => variablesOf(id).some((variable) => variable === name)))
      errors.push({ path: `${path}.data.${name}`, message: 'is not a variable of the template' });
  return errors;
}

function happeningProblems(
  journey: JourneyDefinition,
  when: string,
  of: StepId | undefined,
  path: string,
  pathOfStep: string,
): FieldError[] {
  if (!isFact(when) && !isJourneyAnswer(when)) return [];
  const step = of === undefined ? undefined : stepOf(journey, of);
  if (of === undefined) return [{ path: pathOfStep, message: `is needed: whose message is ${when}?` }];
  if (step?.kind !== 'send') return [{ path: pathOfStep, message: 'is not the name of a step that sends' }];
  const asks = [step.template, step.instead].some((id) => contractOf(id)?.expectsReply === true);
  return isJourneyAnswer(when) && !asks
    ? [{ path: `${path}.when`, message: `never happens: ${step.template} asks for no answer` }]
    : [];
}

function loops(journey: JourneyDefinition): FieldError[] {
  const loop = timelessLoop(journey);
  if (loop === undefined) return [];
  const index = journey.steps.findIndex(({ id }) => id === loop[0]);
  return [{ path: `steps.${index}`, message: `goes round without a wait: ${loop.join(' → ')}` }];
}

function unreached(journey: JourneyDefinition): FieldError[] {
  const found = reachable(journey);
  return journey.steps.flatMap(({ id }, index) =>
    found.has(id) ? [] : [{ path: `steps.${index}`, message: 'is never reached' }],
  );
}
