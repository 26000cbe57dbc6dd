import type { SimulatedContent } from './content.ts';
import { DueOrder } from './due-order.ts';
import { Journal } from './journal.ts';
import { KeptLetter, Letters } from './letters.ts';
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
  readonly steps = new DueOrder<PlannedStep>();
  readonly webhooks = new DueOrder<Webhook>();
  readonly idempotency = new Map<string, IdempotentAnswer>();
  /** What lies at Twilio's Content API. */
  readonly contents = new Map<string, SimulatedContent>();
  settings: SimulatorSettings = DEFAULT_SETTINGS;
  readonly #lastWhatsAppFrom = new Map<string, number>();
  readonly #letters: Letters;
  readonly #journal: Journal<StoreEntry>;
  readonly #listeners = new Set<() => void>();

  constructor(directory: string) {
    this.#journal = new Journal(directory, 'providers.jsonl');
    this.#letters = new Letters(directory);
    this.#letters.together(() => {
      for (const entry of this.#journal.read()) this.#apply(this.#withKeptLetter(entry));
    });
    this.#journal.restart(this.#entries());
  }

  commit(entries: readonly StoreEntry[]): void {
    if (entries.length === 0) return;
    const hasLetters = entries.some((entry) => entry.kind === 'message' && entry.value.html !== undefined);
    const kept = hasLetters ? this.#keepLetters(entries) : entries;
    this.#journal.append(kept);
    for (const entry of kept) this.#apply(entry);
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
    this.#letters.close();
  }

  #keepLetters(entries: readonly StoreEntry[]): readonly StoreEntry[] {
    return this.#letters.together(() => entries.map((entry) => this.#withKeptLetter(entry)));
  }

  /** The HTML of an e-mail goes to the disk before anything refers to it. */
  #withKeptLetter(entry: StoreEntry): StoreEntry {
    if (entry.kind !== 'message') return entry;
    const { html } = entry.value;
    if (html === undefined || html instanceof KeptLetter) return entry;
    const kept = this.#letters.keep(html);
    return { ...entry, value: { ...entry.value, html: kept } };
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
        return this.steps.set(entry.value);
      case 'step-done':
        return this.steps.delete(entry.id);
      case 'webhook':
        return this.webhooks.set(entry.value);
      case 'webhook-done':
        return this.webhooks.delete(entry.id);
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

  *#entries(): Generator<StoreEntry> {
    yield { kind: 'settings', value: this.settings };
    for (const value of this.messages.values()) yield { kind: 'message', value };
    for (const value of this.steps.values()) yield { kind: 'step', value };
    for (const value of this.webhooks.values()) yield { kind: 'webhook', value };
    for (const value of this.contents.values()) yield { kind: 'content', value };
    for (const value of this.idempotency.values()) yield { kind: 'idempotency', value };
  }
}
