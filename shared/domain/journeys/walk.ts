import type { Instant } from '../instant.ts';
import type { Property } from '../property.ts';
import { idFromSeed } from '../message-id.ts';
import type { BranchStep, JourneyDefinition, SendStep, Step, StepId, WaitStep } from './definition.ts';
import { stepAfter, stepOf } from './definition.ts';
import { waitsUntil } from './due-time.ts';
import type { Command, Enrolment, LogEntry } from './enrolment.ts';
import { caseMet, SETTLING_FACTS } from './happenings.ts';
import type { Timekeeping } from './opening-hours.ts';
import { categoryOf, fillStep } from './step-data.ts';

/** What a step depends on beside the journey and the enrolment. */
export interface JourneyContext extends Timekeeping {
  now: Instant;
  /** The property that the enrolment is about, as it is now. */
  property?: Property;
}

/** No journey that was checked takes so many steps at one moment. */
const MOST_STEPS_AT_ONCE = 200;
/** What is kept of somebody's way: the last lines and messages, for journeys that go round for years. */
const KEPT_LINES = 100;
const KEPT_MESSAGES = 30;

interface Onwards {
  next: StepId | undefined;
}

/** One move of an enrolment: steps are taken until one waits, and what has to be done is gathered. */
export class Walk {
  readonly #journey: JourneyDefinition;
  readonly #context: JourneyContext;
  readonly commands: Command[] = [];
  #enrolment: Enrolment;

  constructor(journey: JourneyDefinition, enrolment: Enrolment, context: JourneyContext) {
    this.#journey = journey;
    this.#enrolment = enrolment;
    this.#context = context;
  }

  /** The enrolment as it is after the move, with what has to be done in its outbox. */
  get enrolment(): Enrolment {
    const { outbox, log, sent, ...rest } = this.#enrolment;
    return {
      ...rest,
      outbox: [...outbox, ...this.commands],
      log: log.slice(-KEPT_LINES),
      sent: sent.slice(-KEPT_MESSAGES),
    };
  }

  note(entry: Omit<LogEntry, 'at'>): void {
    this.#set({ log: [...this.#enrolment.log, { at: this.#context.now, ...entry }] });
  }

  change(change: Partial<Enrolment>): void {
    this.#set(change);
  }

  /** Whatever was planned and has not happened does not happen any more. */
  cancelPlanned(): void {
    const { sent } = this.#enrolment;
    this.cancelTimer();
    for (const { messageId, facts } of sent)
      if (!SETTLING_FACTS.some((fact) => facts[fact] !== undefined))
        this.commands.push({ kind: 'cancel-message', messageId });
  }

  /** Who went on before their time was over needs no timer any more. */
  cancelTimer(): void {
    const { standing } = this.#enrolment;
    if (standing !== undefined) this.commands.push({ kind: 'cancel-schedule', serial: standing.serial });
    this.stand();
  }

  /** Waits nowhere any more. */
  stand(): void {
    const { standing: _left, ...rest } = this.#enrolment;
    this.#enrolment = rest;
  }

  end(state: 'finished' | 'left', reason?: string): void {
    this.stand();
    this.#set({ state, ...(reason !== undefined && { reason }) });
    this.note({ what: state, ...(reason !== undefined && { why: reason }) });
  }

  /** Takes steps from this one on, until one waits or the journey is over. */
  goOn(from: StepId | undefined): void {
    let next = from;
    for (let taken = 0; next !== undefined; taken += 1) {
      const step = stepOf(this.#journey, next);
      if (step === undefined || taken > MOST_STEPS_AT_ONCE)
        throw new Error(`Journey ${this.#enrolment.journeyId} goes nowhere from ${next}`);
      this.#set({ serial: this.#enrolment.serial + 1 });
      const after = this.#take(step);
      if (after === undefined) return;
      next = after.next;
    }
    this.end('finished');
  }

  /** The step that follows at once, none at the end; undefined when nothing does: somebody waits, or it is over. */
  #take(step: Step): Onwards | undefined {
    const { serial } = this.#enrolment;
    const { now: at } = this.#context;
    switch (step.kind) {
      case 'send':
        this.#send(step);
        break;
      case 'wait':
      case 'branch':
        return this.#wait(step);
      case 'update': {
        const { subject } = this.#enrolment;
        if (subject?.appointmentId !== undefined) {
          const { appointmentId, at: about } = subject;
          this.commands.push({ kind: 'update', serial, appointmentId, status: step.appointment, about, at });
        }
        this.note({ step: step.id, what: 'updated', why: step.appointment });
        break;
      }
      case 'notify-agent':
        this.commands.push({ kind: 'notify-agent', serial, text: step.text, at });
        this.note({ step: step.id, what: 'agent-notified' });
        break;
      case 'exit':
        this.end('finished', step.reason ?? step.id);
        return undefined;
    }
    return { next: stepAfter(this.#journey, step) };
  }

  #send(step: SendStep): void {
    const { id, serial, prospect, subject, documents, property, sent } = this.#enrolment;
    const { now: at } = this.#context;
    const filled = fillStep(step, { ...this.#enrolment, said: this.#context.property?.data });
    if ('problems' in filled) {
      const why = filled.problems.map(({ name }) => name).join(', ');
      this.note({ step: step.id, what: 'not-sent', why });
      return;
    }
    const messageId = idFromSeed(prospect.id, at, `${id} ${serial}`);
    // What is past needs no answer and no hurry any more.
    const isAhead = subject !== undefined && subject.at > at;
    const type = step.messageType ?? categoryOf(filled.template);
    this.commands.push({
      kind: 'send',
      serial,
      messageId,
      at,
      ...filled,
      type,
      ...(property !== undefined && { property }),
      ...(step.channels !== undefined && { channels: step.channels }),
      ...(step.fallback !== undefined && { fallback: step.fallback }),
      ...(step.attach === true && documents !== undefined && { attachments: documents }),
      ...(isAhead && type === 'appointment' && { appointmentAt: subject.at }),
      ...(isAhead && subject.minutes !== undefined && { appointmentMinutes: subject.minutes }),
    });
    const about = subject === undefined ? {} : { about: subject.at };
    this.#set({ sent: [...sent, { step: step.id, messageId, at, ...about, facts: {} }] });
    this.note({ step: step.id, what: 'sent', why: filled.template, messageId });
  }

  #wait(step: WaitStep | BranchStep): Onwards | undefined {
    const met = step.kind === 'branch' ? caseMet(step, this.#enrolment) : undefined;
    if (met !== undefined) {
      this.note({ step: step.id, what: 'went-on', why: met.when });
      return { next: met.go };
    }
    const until = waitsUntil(step, this.#enrolment.subject?.at, this.#context);
    if (until === undefined) {
      this.note({ step: step.id, what: 'passed-over', why: 'past' });
      return { next: this.afterTime(step, true) };
    }
    const { serial } = this.#enrolment;
    this.#set({ standing: { step: step.id, serial, until } });
    this.commands.push({ kind: 'schedule', serial, at: until });
    this.note({ step: step.id, what: 'waits', until });
    return undefined;
  }

  /** Where to go once the time of a step is over, or was when it was reached. */
  afterTime(step: WaitStep | BranchStep, wasPast = false): StepId | undefined {
    if (step.kind === 'branch') return step.otherwise;
    return (wasPast ? step.whenPast : undefined) ?? stepAfter(this.#journey, step);
  }

  #set(change: Partial<Enrolment>): void {
    this.#enrolment = { ...this.#enrolment, ...change };
  }
}
