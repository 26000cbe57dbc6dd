import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createHandler as createAdvanceJourney } from '../../lambdas/advance-journey/handler.ts';
import { createHandler as createEnrolAudience } from '../../lambdas/enrol-audience/handler.ts';
import { createHandler as createPlanBroadcast } from '../../lambdas/plan-broadcast/handler.ts';
import { createHandler as createPrepareBroadcast } from '../../lambdas/prepare-broadcast/handler.ts';
import { createHandler as createProjectStatistics } from '../../lambdas/project-statistics/handler.ts';
import { createHandler as createRecordEvent } from '../../lambdas/record-event/handler.ts';
import { createHandler as createRouteMessage } from '../../lambdas/route-message/handler.ts';
import { createHandler as createRunFollowUp } from '../../lambdas/run-follow-up/handler.ts';
import { createHandler as createSendPack } from '../../lambdas/send-pack/handler.ts';
import { createHandler as createSendMessage } from '../../lambdas/send-message/handler.ts';
import type { DeliverableChannel } from '../../shared/domain/channel.ts';
import { packMessage } from '../../shared/contracts/pack-message.ts';
import type { PackCommand } from '../../shared/domain/broadcast.ts';
import type {
  AttemptRef,
  FollowUp,
  PlanCommand,
  PrepareCommand,
  RouteCommand,
  SendCommand,
} from '../../shared/domain/commands.ts';
import { type Instant, MINUTE, SECOND } from '../../shared/domain/instant.ts';
import type { IntakeCommand } from '../../shared/domain/journeys/intake.ts';
import type { JourneyTold } from '../../shared/domain/journeys/journey-event.ts';
import type { ProviderReport } from '../../shared/domain/reports.ts';
import type { AttemptProgress } from '../../shared/domain/statistics.ts';
import type { TenantStore } from '../../shared/ports/tenant-store.ts';
import type { Logger } from '../../shared/runtime/logger.ts';
import { AUDIENCE_TABLE } from '../support/audience-table.ts';
import { MemoryAttachmentStore } from '../support/memory/attachment-store.ts';
import { MemoryAudienceFiles } from '../support/memory/audience-files.ts';
import { MemoryDomainEvents } from '../support/memory/domain-events.ts';
import { MemoryInboxScreens } from '../support/memory/inbox-screens.ts';
import { MemoryInboundContent } from '../support/memory/inbound-content.ts';
import { MemoryNotices } from '../support/memory/notices.ts';
import { memoryScopes } from '../support/memory/tenant-scopes.ts';
import { Chance } from './chance.ts';
import { type FaultName, Faults } from './faults.ts';
import { FunctionRun, type RunSurroundings } from './function-run.ts';
import type { Scenario } from './scenario.ts';
import { type Copy, SimulatedProvider } from './simulated-provider.ts';
import { SimulatedQueue } from './simulated-queue.ts';
import { SimulatedScheduler } from './simulated-scheduler.ts';
import { SimulatedTimers } from './simulated-timers.ts';
import { oneTenant } from './one-tenant.ts';
import { VirtualTime } from './virtual-time.ts';
import { Witness } from './witness.ts';
import { bodyOf, nameOf, plannedName, short, SILENT } from './wording.ts';

/** As the stack has them: how long a function may take, and how often a record is delivered. */
const ROUTER = { timeout: 30 * SECOND, deliveries: 8 };
const SENDER = { timeout: 60 * SECOND, deliveries: 8 };
const PACK_SENDER = { timeout: 5 * MINUTE, deliveries: 8, batch: 1 };
const WORKER = { timeout: 30 * SECOND, deliveries: 5 };

export interface WorldOptions {
  /** Faults that do not strike. */
  without?: ReadonlySet<FaultName> | undefined;
  /** Told what happens, and when. */
  trace?: ((line: string, at: Instant) => void) | undefined;
  /** The promise whose breaking ends everything. */
  stopAt?: string | undefined;
}

/** What is lent to runs, before each gets its own clock and ids. */
type Ports = ReturnType<World['ports']>;
type RunPorts = Parameters<Parameters<typeof FunctionRun.prototype.finish<unknown, Ports>>[2]>[0];

/** The product between simulated queues, a scheduler and providers, in one virtual time. */
export class World {
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly faults: Faults;
  readonly witness: Witness;
  readonly scopes = memoryScopes();
  readonly scheduler: SimulatedScheduler;
  readonly routing: SimulatedQueue;
  readonly reports: SimulatedQueue;
  readonly sending: Readonly<Record<DeliverableChannel, SimulatedQueue>>;
  readonly packs: Readonly<Record<DeliverableChannel, SimulatedQueue>>;
  readonly queues: readonly SimulatedQueue[];
  readonly trace: RunSurroundings['trace'];
  /** The names of the planned messages, by message id. */
  readonly #names = new Map<string, string>();
  readonly #twilio: SimulatedProvider;
  readonly #resend: SimulatedProvider;
  readonly #events = new MemoryDomainEvents();
  readonly #counting: SimulatedQueue;
  readonly #journeys: SimulatedQueue;
  readonly #intakes: SimulatedQueue;
  readonly #preparing: SimulatedQueue;
  readonly #planning: SimulatedQueue;
  readonly #audiences = new MemoryAudienceFiles();
  readonly #timers: SimulatedTimers;
  readonly #tenants: TenantStore;
  readonly #attachments = new MemoryAttachmentStore();
  readonly #content = new MemoryInboundContent();
  readonly #screens = new MemoryInboxScreens();
  readonly #notices = new MemoryNotices();

  /** `onTaken`: a provider took something. */
  constructor(
    { seed, start, rates, healsAfter, tenant }: Scenario,
    { without = new Set(), trace, stopAt }: WorldOptions,
    onTaken: (copy: Copy) => void,
  ) {
    this.#tenants = oneTenant(tenant);
    this.chance = new Chance(seed);
    this.time = new VirtualTime(start);
    this.faults = new Faults(this.chance, this.time, { rates, until: start + healsAfter, without });
    this.witness = new Witness(
      () => this.time.now,
      (rule) => {
        if (rule === stopAt) this.time.stop();
      },
    );
    this.trace = (line, result) => {
      trace?.(result === undefined ? line : `${line} ${short(result)}`, this.time.now);
    };
    const tools = { time: this.time, chance: this.chance, faults: this.faults };
    this.#twilio = new SimulatedProvider('twilio', { ...tools, onTaken });
    this.#resend = new SimulatedProvider('resend', { ...tools, onTaken });
    const onFlood = () => {
      this.witness.note('nothing-piles-up', undefined, 'a queue overflows');
      this.time.stop();
    };
    const queue = (
      name: string,
      limits: typeof SENDER & { batch?: number },
      create: CreateHandler,
      channel?: DeliverableChannel,
    ) =>
      new SimulatedQueue(
        { name, ...limits, invoke: this.#invoker(limits.timeout, create, channel), onFlood },
        tools,
      );
    const sender = (channel: DeliverableChannel) =>
      queue(`send-${channel}`, SENDER, createSendMessage, channel);
    this.routing = queue('route', ROUTER, createRouteMessage);
    this.reports = queue('record', WORKER, createRecordEvent);
    this.sending = { sms: sender('sms'), whatsapp: sender('whatsapp'), email: sender('email') };
    const packSender = (channel: DeliverableChannel) =>
      queue(`send-${channel}-packs`, PACK_SENDER, createSendPack, channel);
    this.packs = { sms: packSender('sms'), whatsapp: packSender('whatsapp'), email: packSender('email') };
    const due = queue('follow-up', WORKER, createRunFollowUp);
    this.#counting = queue('count', SENDER, createProjectStatistics);
    this.#journeys = queue('journey', ROUTER, createAdvanceJourney);
    this.#intakes = queue('enrol', WORKER, createEnrolAudience);
    this.#preparing = queue('prepare', WORKER, createPrepareBroadcast);
    this.#planning = queue('plan', WORKER, createPlanBroadcast);
    this.#timers = new SimulatedTimers({ ...tools, release: (told) => this.#tellJourney(told) });
    // The newest last: poison goes to queues by their place.
    const senders = [...Object.values(this.sending), ...Object.values(this.packs)];
    const worked = [this.routing, this.reports, due, this.#counting, ...senders];
    this.queues = [...worked, this.#journeys, this.#intakes, this.#preparing, this.#planning];
    this.scheduler = new SimulatedScheduler({
      ...tools,
      release: (followUp) => {
        due.put(this.#labelOf(followUp), bodyOf(followUp));
      },
      onDouble: (purpose) => {
        this.witness.note('nothing-piles-up', undefined, `two schedules for ${purpose}`);
      },
    });
  }

  providerOf(channel: string): SimulatedProvider {
    return channel === 'email' ? this.#resend : this.#twilio;
  }

  /** Everything that providers took. */
  copies(): Copy[] {
    return [...this.#twilio.copies, ...this.#resend.copies];
  }

  /** Runs a function. Undefined when it died. */
  async run<T>(name: string, timeout: number, work: (ports: RunPorts) => Promise<T>): Promise<T | undefined> {
    return new FunctionRun(name, this.#surroundings()).finish(this.ports(), timeout, work);
  }

  /** `channel`: whose provider a sender gets. */
  ports(channel: DeliverableChannel = 'sms') {
    return {
      scopes: (tenantId: string) => this.scopes(tenantId),
      tenants: this.#tenants,
      routingQueue: { send: async (command: RouteCommand) => this.#route(command) },
      reportQueue: {
        send: async (report: ProviderReport) => {
          if (report.kind === 'signature') throw new Error('Nobody signs anything here');
          const about = report.kind === 'status' ? this.#nameOfAttempt(report) : report.text;
          this.reports.put(`${about} ${report.channel}`, bodyOf(report));
        },
      },
      sendQueues: {
        send: async (to: DeliverableChannel, command: SendCommand, delay?: number) => {
          this.sending[to].put(nameOf(command), bodyOf(command), delay);
        },
      },
      prepareQueue: {
        send: async (command: PrepareCommand) => {
          this.#preparing.put(command.kind, bodyOf(command));
        },
      },
      planQueue: {
        send: async (command: PlanCommand) => {
          this.#planning.put(`${command.chunk}.${command.round}`, bodyOf(command));
        },
      },
      packQueues: {
        send: async (to: DeliverableChannel, command: PackCommand, delay?: number) => {
          const name = `${command.broadcastId} ${command.pack}`;
          this.packs[to].put(name, JSON.stringify(packMessage(command)), delay);
        },
      },
      pace: {
        turn: async () => {},
        rest: (milliseconds: number) =>
          new Promise<void>((resolve) => {
            this.time.after(milliseconds, resolve);
          }),
      },
      followUps: this.scheduler,
      journeys: { send: async (told: JourneyTold) => this.#tellJourney(told) },
      timers: this.#timers,
      intakes: {
        send: async (command: IntakeCommand, delay?: number) => {
          this.#intakes.put(command.kind, bodyOf(command), delay);
        },
      },
      audiences: this.#audiences,
      table: AUDIENCE_TABLE,
      domainEvents: this.#events,
      statistics: {
        send: async (progress: AttemptProgress) => {
          this.#counting.put(this.#nameOfAttempt(progress), bodyOf({ attempts: [progress] }));
        },
        sendAll: async (attempts: readonly AttemptProgress[]) => {
          this.#counting.put(attempts.map((one) => this.#nameOfAttempt(one)).join(), bodyOf({ attempts }));
        },
      },
      attachments: this.#attachments,
      screens: this.#screens,
      notices: this.#notices,
      operators: { warn: () => {} },
      inboundContent: () => this.#content,
      provider: this.providerOf(channel),
      providers: (of: DeliverableChannel) => this.providerOf(of),
    };
  }

  /** What a message of a broadcast is called. */
  name(messageId: string, name: string): void {
    this.#names.set(messageId, name);
  }

  #route(command: RouteCommand): void {
    const { message, number } = command;
    if (number === 1) {
      const name = plannedName(message);
      this.witness.accept(name, message.id);
      this.#names.set(message.id, name);
    }
    this.routing.put(nameOf(command), bodyOf(command));
  }

  #tellJourney(told: JourneyTold): void {
    const about = told.kind === 'happened' ? told.event.kind : told.kind;
    this.#journeys.put(about, bodyOf(told));
  }

  #labelOf(followUp: FollowUp): string {
    if (followUp.kind === 'prepare' || followUp.kind === 'plan')
      return `${followUp.kind} ${followUp.command.tenantId}`;
    if (followUp.kind === 'wake') return `wake ${followUp.prospectId}`;
    const attempts = 'attempts' in followUp ? followUp.attempts : [followUp];
    return `${followUp.kind} ${attempts.map((attempt) => this.#nameOfAttempt(attempt)).join()}`;
  }

  #nameOfAttempt({ messageId, number }: AttemptRef): string {
    return `${this.#names.get(messageId) ?? ''}.${number}`;
  }

  #surroundings(): RunSurroundings {
    const { time, chance, faults, trace, witness } = this;
    return {
      time,
      chance,
      faults,
      trace,
      before: (run, path, values) => {
        witness.before(run, path, values);
      },
      after: (run, path, values) => {
        witness.after(run, path, values);
      },
    };
  }

  #invoker(timeout: number, create: CreateHandler, channel?: DeliverableChannel) {
    return (event: SQSEvent, name: string): Promise<SQSBatchResponse | undefined> =>
      new FunctionRun(name, this.#surroundings()).finish(this.ports(channel), timeout, (ports) =>
        create(ports, SILENT)(event),
      );
  }
}

type CreateHandler = (ports: RunPorts, logger: Logger) => (event: SQSEvent) => Promise<SQSBatchResponse>;
