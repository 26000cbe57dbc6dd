import { type Instant, toIso } from '../instant.ts';
import type { PropertyData } from '../property.ts';
import { greetingName } from '../greeting-name.ts';
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
export interface EntrySource {
  data: TemplateData;
  subject?: { at: Instant } | undefined;
  /** What is said of the property that it is about: goes before the data. */
  said?: PropertyData | undefined;
}

/** Of the enrolment's data, the step's own and what follows from the subject, those that a template knows. */
function dataFor(
  template: TemplateId,
  { data: own = {} }: SendStep,
  { data, subject, said }: EntrySource,
): TemplateData {
  const at = subject === undefined ? undefined : toIso(subject.at);
  const given: Record<string, string | number | undefined> = {
    appointmentDate: at,
    appointmentTime: at,
    signBefore: at,
    propertyAddress: data['appointmentAddress'],
    ...data,
    ...own,
    ...said,
  };
  const known = variablesOf(template).flatMap((name) => {
    const value = given[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(known);
}

/** A template with what fills it, or what keeps all that the step could send from being filled. */
export type Filled = { template: TemplateId; data: TemplateData } | { problems: readonly DataProblem[] };

export function fillStep(step: SendStep, source: EntrySource): Filled {
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

/** A journey that greets by name greets with the person's own, unless it was given one. */
export function withGreeting(
  journey: JourneyDefinition,
  data: TemplateData,
  name: string | undefined,
): TemplateData {
  const isGiven = 'firstName' in data || 'prospectName' in data;
  if (name === undefined || isGiven || !variablesIn(journey).has('firstName')) return data;
  return { ...data, firstName: greetingName(name) };
}

export const categoryOf = (template: TemplateId): NonNullable<SendStep['messageType']> =>
  contractOf(template)?.category ?? 'general';
