import type { AttemptEvent } from '../../shared/domain/attempt.ts';
import { DELIVERABLE_CHANNELS, type DeliverableChannel } from '../../shared/domain/channel.ts';
import { DAY, type Instant, MINUTE, SECOND } from '../../shared/domain/instant.ts';
import { type MessageRecord, messageStatus } from '../../shared/domain/message-record.ts';
import type { ProviderReport, StatusReport } from '../../shared/domain/reports.ts';
import type { AttemptProgress } from '../../shared/domain/statistics.ts';
import type { Ids } from '../../shared/ports/ids.ts';
import type { TenantScopes } from '../../shared/ports/tenant-scope.ts';
import {
  parseAttemptProgress,
  parseFollowUp,
  parseIntakeCommand,
  parsePlanCommand,
  parsePrepareCommand,
  parseJourneyTold,
  parseNotice,
  parseProviderReport,
  parseRouteCommand,
  parseSendCommand,
} from '../../shared/contracts/queue-messages.ts';
import { parseRule } from '../../shared/contracts/rule-message.ts';
import { packMessage, parsePackCommand } from '../../shared/contracts/pack-message.ts';
import type { PackCommand } from '../../shared/domain/broadcast.ts';
import { beginBroadcast } from '../../shared/use-cases/begin-broadcast.ts';
import { advanceJourney } from '../../shared/use-cases/advance-journey.ts';
import { enrolAudience } from '../../shared/use-cases/enrol-audience.ts';
import { cancelMessage } from '../../shared/use-cases/cancel-message.ts';
import { notifyAgents } from '../../shared/use-cases/notify-agents.ts';
import { projectStatistics } from '../../shared/use-cases/project-statistics.ts';
import { planBroadcast } from '../../shared/use-cases/plan-broadcast.ts';
import { readAudience } from '../../shared/use-cases/read-audience.ts';
import { receiveWebhook } from '../../shared/use-cases/receive-webhook.ts';
import { recordReport } from '../../shared/use-cases/record-report.ts';
import { routeMessage } from '../../shared/use-cases/route-message.ts';
import { runFollowUp } from '../../shared/use-cases/run-follow-up.ts';
import { runRule } from '../../shared/use-cases/run-rule.ts';
import { sendPack } from '../../shared/use-cases/send-pack.ts';
import { sendMessage } from '../../shared/use-cases/send-message.ts';
import { type Submission, submitMessage, type Submitted } from '../../shared/use-cases/submit-message.ts';
import { AUDIENCE_TABLE } from './audience-table.ts';
import { Crash, type CrashPlan, Life } from './crashes.ts';
import { MemoryAudienceFiles } from './memory/audience-files.ts';
import { MemoryAttachmentStore } from './memory/attachment-store.ts';
import { MemoryClock } from './memory/clock.ts';
import { MemoryDomainEvents } from './memory/domain-events.ts';
import { MemoryFollowUps } from './memory/follow-ups.ts';
import { countingIds } from './memory/ids.ts';
import { MemoryInboxScreens } from './memory/inbox-screens.ts';
import { MemoryInboundContent } from './memory/inbound-content.ts';
import { MemoryJourneyTimers } from './memory/journey-timers.ts';
import { MemoryProvider, type Taken } from './memory/provider.ts';
import { MemoryPushes } from './memory/pushes.ts';
import { MemoryQueue, type QueueRecord } from './memory/queue.ts';
import { memoryScopes } from './memory/tenant-scopes.ts';
import { MemoryTenantStore } from './memory/tenant-store.ts';
import { prospect, tenant, TUESDAY } from './routing-request.ts';

export const TENANT = 'tenant_a';

/** Longer than a lease, as the stack's queues have it. */
const VISIBILITY = 90 * SECOND;
const DELIVERIES = 5;
/** Seconds for which what is to be counted is gathered. */
const GATHERED = 300;

interface Receipt {
  at: Instant;
  report: ProviderReport;
}

/** The whole product in memory, in a time that moves when it is told to. Everything runs one at a time, in order. */
export class Platform {
  readonly clock: MemoryClock;
  ids: Ids = countingIds();
  readonly tenants = new MemoryTenantStore();
  readonly scopes = memoryScopes(this.tenants);
  /** The stores in use: those in memory unless others are put in their place. */
  stores: TenantScopes = this.scopes;
  readonly followUps = new MemoryFollowUps();
  readonly timers = new MemoryJourneyTimers();
  readonly domainEvents = new MemoryDomainEvents();
  readonly attachments = new MemoryAttachmentStore();
  readonly content = new MemoryInboundContent();
  readonly screens = new MemoryInboxScreens();
  /** What the operators of the stage were told of. */
  readonly warnings: { code: string }[] = [];
  readonly pushes = new MemoryPushes();
  readonly twilio: MemoryProvider;
  readonly resend: MemoryProvider;
  readonly routing: MemoryQueue;
  readonly reports: MemoryQueue;
  readonly due: MemoryQueue;
  /** What happened to people in journeys. */
  readonly journeys: MemoryQueue;
  /** Who began to wait. */
  readonly noticing: MemoryQueue;
  /** What was told to be counted. */
  readonly counting: MemoryQueue;
  readonly preparing: MemoryQueue;
  readonly planning: MemoryQueue;
  /** Audiences that enter journeys. */
  readonly intakes: MemoryQueue;
  /** Parts of what the stage does by itself. */
  readonly ruling: MemoryQueue;
  /** Chunks stay in their queue. */
  holdPlanning = false;
  /** Packs stay in their queues. */
  holdPacks = false;
  /** Files of audiences. */
  readonly audiences = new MemoryAudienceFiles();
  readonly sending: Readonly<Record<DeliverableChannel, MemoryQueue>>;
  readonly packs: Readonly<Record<DeliverableChannel, MemoryQueue>>;
  /** Records that failed too often. */
  readonly dead: { queue: MemoryQueue; body: string }[] = [];
  /** What providers report of what they took, by themselves: delivered unless told otherwise. `sent` never gets this far. */
  receiptsOf: (taken: Taken) => readonly Omit<AttemptEvent, 'providerId'>[] = ({ at }) => [
    { status: 'delivered', at: at + 2 * SECOND },
  ];
  /** Every record is delivered twice. */
  duplicates = false;
  /** Calls of ports that fail: `routingQueue.send`. */
  readonly outages = new Set<string>();
  life = new Life(undefined, this.outages);
  #plans: CrashPlan[] = [];
  #receipts: Receipt[] = [];
  readonly #seen = new Set<Taken>();

  constructor(now: Instant = TUESDAY) {
    this.clock = new MemoryClock(now);
    this.twilio = new MemoryProvider('twilio', 0, this.clock);
    this.resend = new MemoryProvider('resend', DAY, this.clock);
    const queue = (name: string) => new MemoryQueue(name, this.clock, VISIBILITY);
    this.routing = queue('routing');
    this.reports = queue('events');
    this.due = queue('follow-ups');
    this.journeys = queue('journeys');
    this.preparing = queue('prepare-broadcasts');
    this.planning = queue('plan-broadcasts');
    this.intakes = queue('enrol-audiences');
    this.ruling = queue('rules');
    this.counting = queue('statistics');
    this.noticing = queue('notices');
    this.sending = { sms: queue('send-sms'), whatsapp: queue('send-whatsapp'), email: queue('send-email') };
    this.packs = { sms: queue('sms-packs'), whatsapp: queue('whatsapp-packs'), email: queue('email-packs') };
  }

  static async open(overrides: Parameters<typeof tenant>[0] = {}, now?: Instant): Promise<Platform> {
    const platform = new Platform(now);
    await platform.tenants.put(tenant({ id: TENANT, ...overrides }));
    return platform;
  }

  /** Dies as planned: after each crash the next plan counts, from the beginning of the next life. */
  crashAt(...plans: readonly CrashPlan[]): void {
    this.#plans = [...plans];
    this.revive();
  }

  /** Another run begins where one died. */
  revive(): void {
    this.life = new Life(this.#plans.shift(), this.outages);
  }

  ports() {
    const all = {
      clock: this.clock,
      ids: this.ids,
      scopes: this.stores,
      tenants: this.tenants,
      routingQueue: this.routing,
      reportQueue: this.reports,
      sendQueues: {
        send: (channel: DeliverableChannel, command: object, delay?: number) =>
          this.sending[channel].send(command, delay),
      },
      prepareQueue: this.preparing,
      planQueue: this.planning,
      ruleQueue: this.ruling,
      followUpQueue: this.due,
      audiences: this.audiences,
      table: AUDIENCE_TABLE,
      packQueues: {
        send: (channel: DeliverableChannel, command: PackCommand, delay?: number) =>
          this.packs[channel].send(packMessage(command), delay),
      },
      // A hundred milliseconds from call to call.
      pace: {
        turn: async () => this.clock.moveTo(this.clock.now() + SECOND / 10),
        rest: async (milliseconds: number) => this.clock.moveTo(this.clock.now() + milliseconds),
      },
      followUps: this.followUps,
      journeys: this.journeys,
      intakes: this.intakes,
      timers: this.timers,
      domainEvents: this.domainEvents,
      statistics: {
        send: (progress: AttemptProgress) => this.counting.send({ attempts: [progress] }, GATHERED),
        sendAll: (attempts: readonly AttemptProgress[]) => this.counting.send({ attempts }, GATHERED),
      },
      attachments: this.attachments,
      screens: this.screens,
      notices: this.noticing,
      operators: { warn: (code: string, facts: object) => void this.warnings.push({ code, ...facts }) },
      pushes: this.pushes,
      inboundContent: () => this.content,
      providers: (channel: DeliverableChannel) => this.providerOf(channel),
    };
    return this.life.lend(all);
  }

  providerOf(channel: DeliverableChannel): MemoryProvider {
    return channel === 'email' ? this.resend : this.twilio;
  }

  /** What the providers took, in the order of their taking. */
  taken(messageId?: string): Taken[] {
    return [...this.twilio.taken, ...this.resend.taken]
      .filter((taken) => messageId === undefined || taken.messageId === messageId)
      .sort((a, b) => a.at - b.at);
  }

  /** Posts a message; Marie, a short text and no wish unless told otherwise. */
  async post(
    draft: Partial<Submission['draft']> = {},
    rest: Partial<Omit<Submission, 'draft'>> = {},
  ): Promise<Submitted> {
    const content = { body: 'Bonjour Marie' };
    return submitMessage(this.ports(), {
      tenantId: TENANT,
      files: [],
      draft: { prospect: prospect(), type: 'appointment', content, ...draft },
      ...rest,
    });
  }

  async cancel(messageId: string): Promise<MessageRecord> {
    return cancelMessage(this.ports(), TENANT, messageId);
  }

  /** A provider's genuine webhook. */
  async receive(report: ProviderReport): Promise<void> {
    const read = async () => ({ outcome: 'report', report }) as const;
    await receiveWebhook(this.ports(), { read }, { url: '', headers: {}, body: '' });
  }

  /** The provider reports on what it took. */
  async report(
    taken: Taken,
    event: Omit<AttemptEvent, 'at' | 'providerId'>,
    about: Pick<StatusReport, 'confidence'> = {},
  ): Promise<void> {
    await this.receive({ ...this.#reportOf(taken, { ...event, at: this.clock.now() }), ...about });
  }

  async record(messageId: string): Promise<MessageRecord> {
    const record = await this.stores(TENANT).messages.load(messageId);
    if (record === undefined) throw new Error(`There is no message ${messageId}`);
    return record;
  }

  async status(messageId: string): Promise<string> {
    return messageStatus(await this.record(messageId));
  }

  /** Lets everything happen that falls due within a time. */
  async run(milliseconds = 10 * SECOND): Promise<void> {
    const end = this.clock.now() + milliseconds;
    for (let steps = 0; await this.#step(end); steps += 1) {
      if (steps > 5_000) throw new Error('The platform does not come to rest');
    }
    this.clock.moveTo(Math.max(end, this.clock.now()));
  }

  /** Does the next thing that is due; false when there is nothing before `end`. */
  async #step(end: Instant): Promise<boolean> {
    this.#expectReceipts();
    const queue = this.#queues().sort((a, b) => (a.nextAt() ?? Infinity) - (b.nextAt() ?? Infinity))[0];
    const schedule = this.followUps.next();
    const timer = this.timers.next();
    const receipt = this.#receipts.sort((a, b) => a.at - b.at)[0];
    const next = Math.min(
      ...[queue?.nextAt(), schedule?.at, timer?.at, receipt?.at].map((at) => at ?? Infinity),
    );
    if (next > end) return false;
    // A run that took its time is behind with what came meanwhile.
    this.clock.moveTo(Math.max(next, this.clock.now()));
    if (receipt?.at === next) {
      this.#receipts = this.#receipts.filter((other) => other !== receipt);
      // A provider whose webhook was not answered sends it again.
      const again = async () => {
        this.#receipts.push({ ...receipt, at: next + MINUTE });
      };
      await this.#survive(() => this.receive(receipt.report), again);
    } else if (schedule?.at === next) {
      this.followUps.delete(schedule.name);
      await this.due.send(schedule.followUp);
    } else if (timer?.at === next) {
      this.timers.delete(timer.name);
      await this.journeys.send(timer.told);
    } else if (queue !== undefined) await this.#deliver(queue);
    return true;
  }

  async #deliver(queue: MemoryQueue): Promise<void> {
    const record = queue.receive();
    if (record === undefined) return;
    const again = async (): Promise<void> => {
      if (record.receives < DELIVERIES) return;
      queue.delete(record.id);
      this.dead.push({ queue, body: record.body });
    };
    await this.#survive(async () => {
      await this.handle(queue, record);
      if (this.duplicates) await this.handle(queue, { ...record, receives: record.receives + 1 });
      queue.delete(record.id);
    }, again);
  }

  /** What the function behind a queue does with a record. */
  async handle(queue: MemoryQueue, { body, receives }: QueueRecord): Promise<unknown> {
    const json: unknown = JSON.parse(body);
    const ports = this.ports();
    if (queue === this.routing) return routeMessage(ports, parseRouteCommand(json));
    if (queue === this.reports) return recordReport(ports, parseProviderReport(json), receives > 1);
    if (queue === this.counting) return projectStatistics(ports, TENANT, parseAttemptProgress(json));
    if (queue === this.noticing) return notifyAgents(ports, parseNotice(json));
    if (queue === this.due) return runFollowUp(ports, parseFollowUp(json), receives > 1);
    if (queue === this.journeys) return advanceJourney(ports, parseJourneyTold(json));
    if (queue === this.ruling) return runRule({ ...ports, tenantList: this.tenants }, parseRule(json));
    if (queue === this.preparing) {
      const command = parsePrepareCommand(json);
      return command.kind === 'read-audience' ? readAudience(ports, command) : beginBroadcast(ports, command);
    }
    if (queue === this.intakes) return enrolAudience(ports, parseIntakeCommand(json));
    if (queue === this.planning) return planBroadcast(ports, parsePlanCommand(json));
    if (Object.values(this.packs).includes(queue)) {
      const pack = parsePackCommand(json);
      return sendPack({ ...ports, provider: ports.providers(pack.channel) }, pack);
    }
    const command = parseSendCommand(json);
    const provider = ports.providers(command.decision.channel);
    return sendMessage({ ...ports, provider }, command);
  }

  /** Puts what failed too often back where it came from, as new records. */
  async redrive(): Promise<void> {
    for (const { queue, body } of this.dead.splice(0)) await queue.send(JSON.parse(body) as object);
  }

  /** A crash ends one run; the next one lives. Any other fault is one that SQS would see. */
  async #survive(run: () => Promise<unknown>, otherwise: () => Promise<unknown>): Promise<void> {
    try {
      await run();
    } catch (error) {
      // Whoever goes on with others after a fault stands for it with one of their own.
      if (error instanceof Crash || (error instanceof Error && error.cause instanceof Crash)) this.revive();
      await otherwise();
    }
  }

  #queues(): MemoryQueue[] {
    const { routing, reports, due, counting, preparing, ruling, journeys, intakes, noticing } = this;
    const packs = this.holdPacks ? [] : Object.values(this.packs);
    const chunks = this.holdPlanning ? [] : [this.planning];
    return [
      routing,
      reports,
      due,
      journeys,
      intakes,
      noticing,
      counting,
      preparing,
      ruling,
      ...chunks,
      ...Object.values(this.sending),
      ...packs,
    ];
  }

  #expectReceipts(): void {
    for (const one of this.taken()) {
      if (this.#seen.has(one)) continue;
      this.#seen.add(one);
      for (const event of this.receiptsOf(one))
        this.#receipts.push({ at: event.at, report: this.#reportOf(one, event) });
    }
  }

  #reportOf({ messageId, number, channel, providerId }: Taken, event: AttemptEvent): StatusReport {
    const known = DELIVERABLE_CHANNELS.find((name) => name === channel);
    if (known === undefined) throw new Error(`Nothing is delivered by ${channel}`);
    const about = { tenantId: TENANT, messageId, number, channel: known };
    return { kind: 'status', ...about, event: { ...event, providerId } };
  }
}
