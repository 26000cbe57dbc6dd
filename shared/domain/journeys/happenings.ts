import { DELIVERABLE_CHANNELS } from '../channel.ts';
import {
  type BranchStep,
  type Case,
  type Fact,
  FACTS,
  type Happening,
  isFact,
  isJourneyAnswer,
  type JourneyDefinition,
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

/**
 * Does the journey see to it by itself that this message was lost? It may have steps for that, or have said the same at
 * the same moment by other channels: a text and the e-mail with the details.
 */
export function isProvidedFor(
  { steps, whenever = [] }: JourneyDefinition,
  { step, at }: SentMessage,
  sent: readonly SentMessage[],
): boolean {
  const channelsOf = (id: StepId): readonly string[] => {
    const found = steps.find((one) => one.id === id);
    return found?.kind === 'send' ? (found.channels ?? DELIVERABLE_CHANNELS) : [];
  };
  const isAwaited =
    whenever.some(({ when, of }) => when === 'failed' && (of === undefined || of === step)) ||
    steps.some(
      (one) => one.kind === 'branch' && one.of === step && one.cases.some(({ when }) => when === 'failed'),
    );
  const channels = new Set(channelsOf(step));
  const isElse = (other: SentMessage): boolean =>
    other.at === at &&
    other.step !== step &&
    !channelsOf(other.step).some((channel) => channels.has(channel));
  return isAwaited || sent.some((other) => isElse(other) && other.facts.failed === undefined);
}

/** The message with what became known of it; itself when nothing is new. */
export function withFact(message: SentMessage, fact: Fact, at: number): SentMessage {
  const facts = { ...message.facts };
  for (const included of includedIn(fact)) facts[included] = Math.min(facts[included] ?? Infinity, at);
  const isNew = FACTS.some((name) => facts[name] !== message.facts[name]);
  return isNew ? { ...message, facts } : message;
}
