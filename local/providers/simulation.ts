import type { VirtualClock } from '../virtual-clock.ts';
import { approvalStatus, type SimulatedContent } from './content.ts';
import { Deliveries, plannedStep } from './deliveries.ts';
import { Faults } from './faults.ts';
import { currentStatus, type SimulatedMessage, type StatusChange } from './message.ts';
import { emailEventBody, type EmailEventDetails } from './resend-event.ts';
import { SimulatorStore, type StoreEntry } from './store.ts';
import { statusCallbackBody } from './twilio-callback.ts';
import { newWebhook, type Webhook, type WebhookResult } from './webhook.ts';

export interface SimulationOptions {
  readonly clock: VirtualClock;
  /** The folder that keeps what was accepted. */
  readonly dataDir: string;
  /** Where the product's webhooks are, without a trailing slash. */
  readonly publicUrl: string;
  /** Where the product reaches the simulators, when that is elsewhere. */
  readonly localUrl?: string | undefined;
  readonly twilio: { readonly accountSid: string; readonly authToken: string };
  readonly resend: { readonly apiKey: string; readonly webhookSecret: string };
  /** Milliseconds between acceptance and delivery; 1,000 without it. */
  readonly autoDeliverAfter?: number | undefined;
  /** What lies at Twilio's Content API from the first start on. */
  readonly contents?: readonly SimulatedContent[] | undefined;
  /** Where replies go when nothing was sent to the prospect before. */
  readonly defaultSenders?: DefaultSenders | undefined;
}

/** An agency's addresses, and the name beside the one that e-mails come from. */
export type DefaultSenders = Readonly<Partial<Record<'sms' | 'whatsapp' | 'email' | 'emailName', string>>>;

/** A window stays open this long after the prospect's last message. */
const WHATSAPP_WINDOW = 24 * 60 * 60 * 1000;

/** How far along a status is. What happens by itself never takes a message back. */
const RANKS: Readonly<Record<string, number>> = { queued: 0, sent: 1, delivery_delayed: 1, delivered: 2 };
const rankOf = (status: string): number => RANKS[status] ?? 3;

/** The state of the simulated providers and what happens in it, whatever the provider. */
export class Simulation {
  readonly options: SimulationOptions;
  readonly store: SimulatorStore;
  readonly faults = new Faults();
  readonly deliveries: Deliveries;

  constructor(options: SimulationOptions) {
    this.options = options;
    this.store = new SimulatorStore(options.dataDir);
    this.#layDown(options.contents ?? []);
    this.deliveries = new Deliveries({
      store: this.store,
      clock: options.clock,
      secrets: {
        twilioAuthToken: options.twilio.authToken,
        resendWebhookSecret: options.resend.webhookSecret,
      },
      takeStep: (step) => {
        const message = this.store.messages.get(step.providerId);
        if (!message || rankOf(currentStatus(message).status) >= rankOf(step.status)) return [];
        const change = { status: step.status, errorCode: step.errorCode, at: step.dueAt };
        return this.#changeEntries(message, change, message.silent === true);
      },
    });
  }

  now(): number {
    return this.options.clock.now();
  }

  /** Writes what a provider accepted, then plans what becomes of it. `also` belongs to the same transaction. */
  accept(messages: readonly SimulatedMessage[], also: readonly StoreEntry[] = []): void {
    const entries = messages.flatMap((value) => [{ kind: 'message', value } as const, ...this.#plan(value)]);
    this.store.commit([...entries, ...also]);
  }

  /** Makes something happen to a message now. @returns what the product answered, undefined when the callback is lost. */
  async happen(
    message: SimulatedMessage,
    event: Omit<StatusChange, 'at'>,
    details: EmailEventDetails = {},
  ): Promise<WebhookResult | undefined> {
    const overtaken = [...this.store.steps.values()].filter(
      (step) => step.providerId === message.providerId && rankOf(step.status) <= rankOf(event.status),
    );
    const entries = this.#changeEntries(message, { ...event, at: this.now() }, false, details);
    this.store.commit([...overtaken.map(({ id }) => ({ kind: 'step-done', id }) as const), ...entries]);
    const told = entries.find((entry) => entry.kind === 'webhook');
    return told && this.deliveries.deliver(told.value);
  }

  /** Writes a prospect's message and tells the product. @returns what the product answered. */
  receive(message: SimulatedMessage, webhook: Pick<Webhook, 'url' | 'body'>): Promise<WebhookResult> {
    const { provider, providerId } = message;
    const owed = newWebhook({ provider, about: providerId, dueAt: this.now(), ...webhook });
    this.store.commit([
      { kind: 'message', value: message },
      { kind: 'webhook', value: owed },
    ]);
    return this.deliveries.deliver(owed);
  }

  /** Changes settings; switching automatic delivery off also stops what was on its way. */
  changeSettings(changes: Partial<SimulatorStore['settings']>): void {
    const stopped =
      changes.autoDeliver === false
        ? [...this.store.steps.values()].filter((step) => rankOf(step.status) < rankOf('failed'))
        : [];
    this.store.commit([
      { kind: 'settings', value: { ...this.store.settings, ...changes } },
      ...stopped.map(({ id }) => ({ kind: 'step-done', id }) as const),
    ]);
  }

  async close(): Promise<void> {
    await this.deliveries.close();
    this.store.close();
  }

  /** A wording that changed since the last start is the new one; what was said of it stays. */
  #layDown(contents: readonly SimulatedContent[]): void {
    const changed = contents.flatMap((content) => {
      const known = this.store.contents.get(content.sid);
      const value = known === undefined ? content : { ...content, approval: known.approval };
      return JSON.stringify(known) === JSON.stringify(value) ? [] : [{ kind: 'content', value } as const];
    });
    this.store.commit(changed);
  }

  #plan(message: SimulatedMessage): StoreEntry[] {
    const { providerId, acceptedAt } = message;
    if (this.#outsideWindow(message)) {
      return [plannedStep({ providerId, status: 'undelivered', errorCode: '63016', dueAt: acceptedAt })];
    }
    if (!this.store.settings.autoDeliver) return [];
    const deliveredAt = acceptedAt + (this.options.autoDeliverAfter ?? 1000);
    return [
      plannedStep({ providerId, status: 'sent', dueAt: acceptedAt }),
      plannedStep({ providerId, status: 'delivered', dueAt: deliveredAt }),
    ];
  }

  #outsideWindow(message: SimulatedMessage): boolean {
    if (message.channel !== 'whatsapp' || !this.store.settings.enforceWhatsAppWindow) return false;
    const content = message.template && this.store.contents.get(message.template.contentSid);
    if (content && approvalStatus(content, message.acceptedAt).status === 'approved') return false;
    const last = this.store.lastWhatsAppFrom(message.to[0] ?? '');
    return last === undefined || message.acceptedAt - last > WHATSAPP_WINDOW;
  }

  #changeEntries(
    message: SimulatedMessage,
    change: StatusChange,
    silent: boolean,
    details: EmailEventDetails = {},
  ): StoreEntry[] {
    const changed = { kind: 'status', providerId: message.providerId, change } as const;
    const request = this.#webhookRequest(message, change, details);
    if (!request || silent) return [changed];
    if (this.faults.strikeCallback(message.provider, message.to)) {
      return [changed, { kind: 'silent', providerId: message.providerId }];
    }
    const { provider, providerId } = message;
    return [
      changed,
      { kind: 'webhook', value: newWebhook({ provider, about: providerId, dueAt: change.at, ...request }) },
    ];
  }

  #webhookRequest(
    message: SimulatedMessage,
    change: StatusChange,
    details: EmailEventDetails,
  ): Pick<Webhook, 'url' | 'body'> | undefined {
    if (message.provider === 'resend') {
      const url = `${this.options.publicUrl}/webhooks/resend`;
      return { url, body: emailEventBody(message, change, details) };
    }
    if (!message.statusCallback) return undefined;
    const body = statusCallbackBody(message, change, this.options.twilio.accountSid);
    return { url: message.statusCallback, body };
  }
}
