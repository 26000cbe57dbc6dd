import { randomUUID } from 'node:crypto';
import type { TimedPart } from '../parts.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { PlannedStep, SimulatorStore, StoreEntry } from './store.ts';
import {
  retryDelay,
  signedHeaders,
  withoutFragment,
  type Webhook,
  type WebhookResult,
  type WebhookSecrets,
} from './webhook.ts';

/** How long a provider waits for the product's answer (ms of real time); Twilio's own limit. */
const ANSWER_TIMEOUT = 15_000;
/** Webhooks under way at once. */
const MAXIMUM_IN_FLIGHT = 16;
/** What was left over by a process that died waits this long (ms). */
const RESTORE_DELAY = 1000;
/** Timers hold 31 bits of milliseconds; the clock may have been skipped meanwhile. */
const LONGEST_SLEEP = 60_000;

export interface DeliveriesOptions {
  readonly store: SimulatorStore;
  readonly clock: VirtualClock;
  readonly secrets: WebhookSecrets;
  /** Makes a planned step happen. @returns what must be written for it. */
  readonly takeStep: (step: PlannedStep) => readonly StoreEntry[];
}

/** Sends the webhooks that are due and takes the planned steps, by real timers and when the clock is skipped. */
export class Deliveries implements TimedPart {
  readonly #options: DeliveriesOptions;
  readonly #inFlight = new Map<string, Promise<WebhookResult>>();
  /** The messages that a webhook under way is about. */
  readonly #telling = new Set<string>();
  /** What is due about these messages, and waits for its turn. */
  readonly #held = new Map<string, readonly Webhook[]>();
  readonly #closing = new AbortController();
  #unsubscribe: () => void = () => {};
  #timer: NodeJS.Timeout | undefined;

  constructor(options: DeliveriesOptions) {
    this.#options = options;
  }

  /** Sends what is due from now on, what was left over first: once somebody listens. */
  start(): void {
    this.#restore();
    this.#unsubscribe = this.#options.store.subscribe(() => this.#arm());
    this.#arm();
  }

  nextDue(): number | undefined {
    const held = [...this.#held.values()].flatMap((webhooks) => webhooks.map(({ dueAt }) => dueAt));
    return earliest([...held, this.#options.store.steps.nextDue(), this.#options.store.webhooks.nextDue()]);
  }

  async runDue(now: number): Promise<void> {
    while (!this.#closing.signal.aborted) {
      this.#startDue(now);
      if (this.#inFlight.size === 0) return;
      await Promise.race(this.#inFlight.values());
    }
  }

  /** Sends a webhook at once, whatever its turn. */
  async deliver(webhook: Webhook): Promise<WebhookResult> {
    const running = this.#inFlight.get(webhook.id) ?? this.#attempt(webhook);
    this.#inFlight.set(webhook.id, running);
    this.#telling.add(webhook.about);
    try {
      return await running;
    } finally {
      this.#inFlight.delete(webhook.id);
      this.#telling.delete(webhook.about);
      for (const held of this.#held.get(webhook.about) ?? []) this.#options.store.webhooks.enter(held);
      this.#held.delete(webhook.about);
      this.#arm();
    }
  }

  async close(): Promise<void> {
    this.#unsubscribe();
    clearTimeout(this.#timer);
    this.#closing.abort();
    await Promise.allSettled(this.#inFlight.values());
  }

  #startDue(now: number): void {
    this.#takeSteps(now);
    this.#start(now);
  }

  #takeSteps(now: number): void {
    const { store, takeStep } = this.#options;
    for (let step = store.steps.takeDue(now); step !== undefined; step = store.steps.takeDue(now)) {
      store.commit([{ kind: 'step-done', id: step.id }, ...takeStep(step)]);
    }
  }

  #start(now: number): void {
    const { webhooks } = this.#options.store;
    while (this.#inFlight.size < MAXIMUM_IN_FLIGHT) {
      const webhook = webhooks.takeDue(now);
      if (webhook === undefined) return;
      if (this.#inFlight.has(webhook.id)) continue;
      // One at a time about one message, so that an untroubled message is told in order.
      if (this.#telling.has(webhook.about)) this.#hold(webhook);
      else void this.deliver(webhook);
    }
  }

  #hold(webhook: Webhook): void {
    this.#held.set(webhook.about, [...(this.#held.get(webhook.about) ?? []), webhook]);
  }

  async #attempt(webhook: Webhook): Promise<WebhookResult> {
    const { clock, secrets, store } = this.#options;
    const result = await this.#post(webhook, signedHeaders(webhook, secrets, clock.now()));
    // What was under way when the stack stops is sent again by the next start.
    if (this.#closing.signal.aborted) return result;
    const delay = retryDelay(webhook, result);
    store.commit([
      delay === undefined
        ? { kind: 'webhook-done', id: webhook.id }
        : {
            kind: 'webhook',
            value: { ...webhook, attempts: webhook.attempts + 1, dueAt: clock.now() + delay },
          },
    ]);
    return result;
  }

  async #post(webhook: Webhook, headers: Record<string, string>): Promise<WebhookResult> {
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(ANSWER_TIMEOUT)]);
    try {
      const url = withoutFragment(webhook.url);
      const response = await fetch(url, { method: 'POST', headers, body: webhook.body, signal });
      return { status: response.status, body: await response.text() };
    } catch (error) {
      const cause = error instanceof Error ? (error.cause ?? error) : error;
      return { error: cause instanceof Error ? cause.message : String(cause) };
    }
  }

  /** A restarted clock may be behind the instants that were planned: nothing must wait for days. */
  #restore(): void {
    const { store, clock } = this.#options;
    const soon = clock.now() + RESTORE_DELAY;
    store.commit([
      ...[...store.steps.values()].map(
        (step) => ({ kind: 'step', value: { ...step, dueAt: soon } }) as const,
      ),
      ...[...store.webhooks.values()].map(
        (webhook) => ({ kind: 'webhook', value: { ...webhook, dueAt: soon, attempts: 0 } }) as const,
      ),
    ]);
  }

  /** What waits for a webhook under way is started by its end; the timer wakes for everything else. */
  #arm(): void {
    clearTimeout(this.#timer);
    const { steps, webhooks } = this.#options.store;
    const hasRoom = this.#inFlight.size < MAXIMUM_IN_FLIGHT;
    const next = earliest([steps.nextDue(), hasRoom ? webhooks.nextDue() : undefined]);
    if (next === undefined || this.#closing.signal.aborted) return;
    const wait = Math.min(Math.max(0, next - this.#options.clock.now()), LONGEST_SLEEP);
    this.#timer = setTimeout(() => {
      this.#startDue(this.#options.clock.now());
      // A timer may fire a moment before the clock says so: then nothing was due, and nothing else would wake us.
      this.#arm();
    }, wait);
    this.#timer.unref();
  }
}

function earliest(instants: readonly (number | undefined)[]): number | undefined {
  const known = instants.filter((instant) => instant !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

export function plannedStep(step: Omit<PlannedStep, 'id'>): StoreEntry {
  return { kind: 'step', value: { id: randomUUID(), ...step } };
}
