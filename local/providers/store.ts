import type { SimulatedContent } from './content.ts';
import { Journal } from './journal.ts';
import { bareAddress, type SimulatedMessage, type StatusChange } from './message.ts';
import { DEFAULT_SETTINGS, type SimulatorSettings } from './settings.ts';
import type { Webhook } from './webhook.ts';

/** A change of status that will happen by itself. */
export interface PlannedStep {
  readonly id: string;
  readonly providerId: string;
  readonly status: string;
  readonly errorCode?: string | undefined;
  /** Milliseconds of the virtual clock. */
  readonly dueAt: number;
}

export interface IdempotentAnswer {
  readonly key: string;
  readonly fingerprint: string;
  readonly answer: unknown;
  readonly at: number;
}

export type StoreEntry =
  | { readonly kind: 'message'; readonly value: SimulatedMessage }
  | { readonly kind: 'status'; readonly providerId: string; readonly change: StatusChange }
  | { readonly kind: 'silent'; readonly providerId: string }
  | { readonly kind: 'step'; readonly value: PlannedStep }
  | { readonly kind: 'step-done'; readonly id: string }
  | { readonly kind: 'webhook'; readonly value: Webhook }
  | { readonly kind: 'webhook-done'; readonly id: string }
  | { readonly kind: 'idempotency'; readonly value: IdempotentAnswer }
  | { readonly kind: 'content'; readonly value: SimulatedContent }
  | { readonly kind: 'content-gone'; readonly sid: string }
  | { readonly kind: 'settings'; readonly value: SimulatorSettings };

/** What the simulated providers know. Nothing changes but through `commit`, which writes before it applies. */
export class SimulatorStore {
  readonly messages = new Map<string, SimulatedMessage>();
  readonly steps = new Map<string, PlannedStep>();
  readonly webhooks = new Map<string, Webhook>();
  readonly idempotency = new Map<string, IdempotentAnswer>();
  /** What lies at Twilio's Content API. */
  readonly contents = new Map<string, SimulatedContent>();
  settings: SimulatorSettings = DEFAULT_SETTINGS;
  readonly #lastWhatsAppFrom = new Map<string, number>();
  readonly #journal: Journal<StoreEntry>;
  readonly #listeners = new Set<() => void>();

  constructor(directory: string) {
    this.#journal = new Journal(directory, 'providers.jsonl');
    for (const entry of this.#journal.read()) this.#apply(entry);
    this.#journal.restart(this.#entries());
  }

  commit(entries: readonly StoreEntry[]): void {
    if (entries.length === 0) return;
    this.#journal.append(entries);
    for (const entry of entries) this.#apply(entry);
    for (const listener of this.#listeners) listener();
  }

  /** Calls back after every change. @returns the function that stops it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** When the person behind the number last wrote on WhatsApp. */
  lastWhatsAppFrom(address: string): number | undefined {
    return this.#lastWhatsAppFrom.get(bareAddress(address));
  }

  close(): void {
    this.#listeners.clear();
    this.#journal.close();
  }

  #apply(entry: StoreEntry): void {
    switch (entry.kind) {
      case 'message':
        return this.#applyMessage(entry.value);
      case 'status':
        return this.#change(entry.providerId, (message) => ({ history: [...message.history, entry.change] }));
      case 'silent':
        return this.#change(entry.providerId, () => ({ silent: true }));
      case 'step':
        return void this.steps.set(entry.value.id, entry.value);
      case 'step-done':
        return void this.steps.delete(entry.id);
      case 'webhook':
        return void this.webhooks.set(entry.value.id, entry.value);
      case 'webhook-done':
        return void this.webhooks.delete(entry.id);
      case 'idempotency':
        return void this.idempotency.set(entry.value.key, entry.value);
      case 'content':
        return void this.contents.set(entry.value.sid, entry.value);
      case 'content-gone':
        return void this.contents.delete(entry.sid);
      case 'settings':
        this.settings = { ...DEFAULT_SETTINGS, ...entry.value };
    }
  }

  #applyMessage(message: SimulatedMessage): void {
    this.messages.set(message.providerId, message);
    if (message.direction === 'inbound' && message.channel === 'whatsapp') {
      this.#lastWhatsAppFrom.set(bareAddress(message.from), message.acceptedAt);
    }
  }

  #change(providerId: string, change: (message: SimulatedMessage) => Partial<SimulatedMessage>): void {
    const message = this.messages.get(providerId);
    if (message) this.messages.set(providerId, { ...message, ...change(message) });
  }

  #entries(): StoreEntry[] {
    return [
      { kind: 'settings', value: this.settings },
      ...[...this.messages.values()].map((value) => ({ kind: 'message', value }) as const),
      ...[...this.steps.values()].map((value) => ({ kind: 'step', value }) as const),
      ...[...this.webhooks.values()].map((value) => ({ kind: 'webhook', value }) as const),
      ...[...this.contents.values()].map((value) => ({ kind: 'content', value }) as const),
      ...[...this.idempotency.values()].map((value) => ({ kind: 'idempotency', value }) as const),
    ];
  }
}
