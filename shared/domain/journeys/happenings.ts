import {
  type BranchStep,
  type Case,
  type Fact,
  FACTS,
  type Happening,
  isFact,
  isJourneyAnswer,
  type StepId,
} from './definition.ts';
import type { Enrolment, SentMessage } from './enrolment.ts';

/** After these a message cannot be taken back, or need not be. */
export const SETTLING_FACTS = ['delivered', 'failed'] as const satisfies readonly Fact[];

/** What a fact says beside itself: who answers has it open. */
const INCLUDED: Readonly<Record<Fact, readonly Fact[]>> = {
  replied: ['replied', 'opened', 'delivered'],
  clicked: ['clicked', 'opened', 'delivered'],
  opened: ['opened', 'delivered'],
  delivered: ['delivered'],
  failed: ['failed'],
};

export const includedIn = (fact: Fact): readonly Fact[] => INCLUDED[fact];

/** The first case of a branch that is true already. */
export function caseMet({ cases, of }: BranchStep, enrolment: Enrolment): Case | undefined {
  return cases.find(({ when }) => isTrue(when, of, enrolment));
}

/** Has it happened? Facts and answers are about the last message of their step. */
function isTrue(when: Happening, of: StepId | undefined, { sent, told }: Enrolment): boolean {
  const message = of === undefined ? undefined : sent.findLast(({ step }) => step === of);
  if (isFact(when)) return message?.facts[when] !== undefined;
  if (isJourneyAnswer(when)) return message?.answer === when;
  return Object.hasOwn(told, when);
}

/** The message with what became known of it; itself when nothing is new. */
export function withFact(message: SentMessage, fact: Fact, at: number): SentMessage {
  const facts = { ...message.facts };
  for (const included of includedIn(fact)) facts[included] = Math.min(facts[included] ?? Infinity, at);
  const isNew = FACTS.some((name) => facts[name] !== message.facts[name]);
  return isNew ? { ...message, facts } : message;
}
