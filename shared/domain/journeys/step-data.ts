import { type Instant, toIso } from '../instant.ts';
import { contractOf, isKnownTemplate } from '../template.ts';
import type { TemplateId } from '../templates/contracts.ts';
import {
  type DataProblem,
  dataProblems,
  type TemplateData,
  variablesOf,
} from '../templates/template-data.ts';
import type { JourneyDefinition, SendStep } from './definition.ts';

/** What an enrolment brings for the templates of its journey. */
interface Source {
  data: TemplateData;
  subject?: { at: Instant } | undefined;
}

/** Of the enrolment's data, the step's own and what follows from the subject, those that a template knows. */
function dataFor(
  template: TemplateId,
  { data: own = {} }: SendStep,
  { data, subject }: Source,
): TemplateData {
  const at = subject === undefined ? undefined : toIso(subject.at);
  const given: Record<string, string | number | undefined> = {
    appointmentDate: at,
    appointmentTime: at,
    signBefore: at,
    propertyAddress: data['appointmentAddress'],
    ...data,
    ...own,
  };
  const known = variablesOf(template).flatMap((name) => {
    const value = given[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(known);
}

/** A template with what fills it, or what keeps all that the step could send from being filled. */
export type Filled = { template: TemplateId; data: TemplateData } | { problems: readonly DataProblem[] };

export function fillStep(step: SendStep, source: Source): Filled {
  let problems: readonly DataProblem[] = [];
  for (const template of [step.template, ...(step.instead === undefined ? [] : [step.instead])]) {
    if (!isKnownTemplate(template)) continue;
    const data = dataFor(template, step, source);
    const found = dataProblems(template, data);
    if (found.length === 0) return { template, data };
    problems = found;
  }
  return { problems };
}

/** Every variable that some step of the journey could use. */
export function variablesIn({ steps }: JourneyDefinition): ReadonlySet<string> {
  const templates = steps.flatMap((step) =>
    step.kind === 'send' ? [step.template, ...(step.instead === undefined ? [] : [step.instead])] : [],
  );
  return new Set(templates.flatMap((id) => (isKnownTemplate(id) ? variablesOf(id) : [])));
}

export const categoryOf = (template: TemplateId): NonNullable<SendStep['messageType']> =>
  contractOf(template)?.category ?? 'general';
