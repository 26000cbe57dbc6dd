import type { AttemptEvent } from '../../shared/domain/attempt.ts';
import type { FollowUp, RouteCommand, SendCommand } from '../../shared/domain/commands.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { composeTimedId, idFromSeed, shortHash } from '../../shared/domain/message-id.ts';
import type { AttemptProgress } from '../../shared/domain/statistics.ts';
import type { Tenant } from '../../shared/domain/tenant.ts';
import type { FetchedContent } from '../../shared/ports/inbound-content.ts';
import type { TenantScope, TenantScopes } from '../../shared/ports/tenant-scope.ts';
import type { Delivery } from '../../shared/ports/channel-provider.ts';
import { reportOutcome } from '../../shared/use-cases/report-outcome.ts';
import { routeMessage } from '../../shared/use-cases/route-message.ts';
import { runFollowUp } from '../../shared/use-cases/run-follow-up.ts';
import { sendMessage } from '../../shared/use-cases/send-message.ts';
import { Agenda } from './agenda.ts';
import { DemoProvider } from './demo-provider.ts';

/** The month has none. */
const NO_BROADCASTS = {
  send: async (): Promise<never> => {
    throw new Error('The demonstration broadcasts nothing');
  },
};

/** Something to do at an instant that is still to come. */
export interface LaterOn {
  name: string;
  at: Instant;
  followUp: FollowUp;
}

/** Puts a file where the product keeps those of messages. */
export interface KeptFile {
  key: string;
  content: Uint8Array;
  contentType: string;
}

/**
 * The product itself, under the clock of an agenda: its own rules of accepting, routing, sending and recording, with
 * nothing between them but the order of things. Nothing is random.
 */
export class Player {
  readonly agenda = new Agenda();
  readonly provider: DemoProvider;
  /** What is to be counted. */
  readonly progress: AttemptProgress[] = [];
  readonly laterOn: LaterOn[] = [];
  readonly files: KeptFile[] = [];
  /** What the next message of a person carries. */
  arriving: FetchedContent = { text: '', references: [], files: [] };
  readonly ports: ReturnType<Player['createPorts']>;
  readonly #routing: RouteCommand[] = [];
  readonly #sending: SendCommand[] = [];
  #count = 0;

  constructor(tenant: Tenant, scopes: TenantScopes) {
    this.provider = new DemoProvider(
      () => this.agenda.now(),
      (delivery, event) => this.agenda.note(event.at, () => this.#hear(delivery, event)),
    );
    this.ports = this.createPorts(tenant, scopes);
    this.scope = scopes(tenant.id);
  }

  readonly scope: TenantScope;

  /** Has everything done that waits for the router and the senders. */
  async settle(): Promise<void> {
    for (;;) {
      const routed = this.#routing.shift();
      const sent = routed === undefined ? this.#sending.shift() : undefined;
      if (routed !== undefined) await routeMessage(this.ports, routed);
      else if (sent !== undefined) await sendMessage(this.ports, sent);
      else return;
    }
  }

  /** What was put off beyond `now`. */
  stillToCome(now: Instant): readonly LaterOn[] {
    return this.laterOn.filter(({ at }) => at > now);
  }

  async #hear({ message, number, channel }: Delivery, event: AttemptEvent): Promise<void> {
    const { tenantId, id: messageId } = message;
    await reportOutcome(this.ports, { tenantId, messageId, number, channel, event }, false);
    await this.settle();
  }

  createPorts(tenant: Tenant, scopes: TenantScopes) {
    const nothing = async (): Promise<void> => {};
    return {
      clock: this.agenda,
      ids: {
        messageId: (prospectId: string, at: Instant) => idFromSeed(prospectId, at, this.#next()),
        timedId: (prefix: 'bc' | 'aud', at: Instant) =>
          composeTimedId(prefix, at, Buffer.from(shortHash(this.#next()))),
        claimOwner: () => shortHash(this.#next()),
      },
      scopes,
      tenants: {
        get: async () => tenant,
        findApiKey: async () => undefined,
        findBySender: async () => tenant.id,
      },
      screens: { show: nothing, remove: nothing },
      // What is told here is long past: no phone rings.
      notices: { send: nothing },
      operators: { warn: () => {} },
      routingQueue: { send: async (command: RouteCommand) => void this.#routing.push(command) },
      sendQueues: { send: async (_: string, command: SendCommand) => void this.#sending.push(command) },
      followUps: {
        schedule: async (name: string, at: Instant, followUp: FollowUp) =>
          this.#putOff({ name, at, followUp }),
        // What providers report is known here.
        watch: nothing,
      },
      prepareQueue: NO_BROADCASTS,
      planQueue: NO_BROADCASTS,
      domainEvents: { publish: nothing },
      statistics: {
        send: async (progress: AttemptProgress) => void this.progress.push(progress),
        sendAll: async (told: readonly AttemptProgress[]) => void this.progress.push(...told),
      },
      // Nobody in it goes through a journey.
      journeys: { send: nothing },
      attachments: {
        put: async (key: string, content: Uint8Array, contentType: string) =>
          void this.files.push({ key, content, contentType }),
      },
      inboundContent: () => ({ fetch: async () => this.arriving }),
      provider: this.provider,
    };
  }

  #putOff(later: LaterOn): void {
    this.laterOn.push(later);
    const providers = () => this.provider;
    this.agenda.note(later.at, async () => {
      await runFollowUp({ ...this.ports, providers }, later.followUp);
      await this.settle();
    });
  }

  #next(): string {
    this.#count += 1;
    return `demonstration ${this.#count}`;
  }
}
