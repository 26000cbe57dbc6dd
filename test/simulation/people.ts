import { MINUTE, SECOND } from '../../shared/domain/instant.ts';
import type { ProviderReport } from '../../shared/domain/reports.ts';
import { addressFor } from '../../shared/domain/prospect.ts';
import { AppError } from '../../shared/errors.ts';
import { cancelMessage } from '../../shared/use-cases/cancel-message.ts';
import { eraseProspect } from '../../shared/use-cases/erase-prospect.ts';
import { putProspect, recordConsent } from '../../shared/use-cases/keep-prospect.ts';
import { receiveWebhook } from '../../shared/use-cases/receive-webhook.ts';
import { submitMessage } from '../../shared/use-cases/submit-message.ts';
import type { BroadcastState } from '../../shared/domain/broadcast.ts';
import { packMessage } from '../../shared/contracts/pack-message.ts';
import type { PlannedBroadcast } from './planned-broadcast.ts';
import type { PlannedMessage } from './planned-message.ts';
import { type Act, type Scenario, TENANT } from './scenario.ts';
import type { Copy } from './simulated-provider.ts';
import type { World } from './world.ts';

const API_TIMEOUT = 10 * SECOND;
const ERASURE_TIMEOUT = 30 * SECOND;
const PERSISTENCE = 12;
/** What a provider does with a webhook that was not answered: Resend tries again, Twilio does not. */
const WEBHOOK_TRIES = { twilio: 1, resend: 6 };

/** Those who use the product and those who report to it: client applications, agents, prospects, providers. */
export class People {
  readonly #world: World;
  readonly #scenario: Scenario;
  /** What was answered to whoever posted: message ids by the name of the planned message. */
  readonly answered = new Map<string, Set<string>>();

  constructor(world: World, scenario: Scenario) {
    this.#world = world;
    this.#scenario = scenario;
  }

  /** Plans everything that people do. */
  begin(): void {
    const { time } = this.#world;
    const { start, messages, broadcasts, acts } = this.#scenario;
    for (const planned of broadcasts) time.at(start + planned.after, () => void this.#plan(planned));
    for (const message of messages) {
      for (let copy = 1; copy <= message.copies; copy += 1)
        time.at(
          start + message.after + copy,
          () => void this.#post(message, `${message.name} posted ${copy}`),
        );
    }
    for (const act of acts) time.at(start + act.after, () => void this.#act(act));
  }

  /** As the planner leaves it: the broadcast is there, and so are its packs. */
  async #plan({ broadcast, packs }: PlannedBroadcast): Promise<void> {
    const { scopes, packs: queues, trace } = this.#world;
    const { broadcasts } = scopes(TENANT);
    await broadcasts.create(broadcast);
    await broadcasts.changeState(broadcast.id, ['planning'], 'sending');
    for (const pack of packs) {
      for (const { messageId, prospect } of pack.recipients) this.#world.name(messageId, prospect.name ?? '');
      trace(`${pack.recipients.map(({ prospect }) => prospect.name).join(', ')} planned by ${pack.channel}`);
      queues[pack.channel].put(`${pack.broadcastId} ${pack.pack}`, JSON.stringify(packMessage(pack)));
    }
  }

  /** The provider's reports on what it took come by themselves: late, twice, in any order, or never. */
  report(copy: Copy): void {
    const { time, chance, faults } = this.#world;
    const { messageId, number, channel } = copy;
    for (const event of copy.news) {
      const place = `${copy.name}.${number} by ${channel} ${event.status}`;
      if (faults.strikes('webhook-lost', place)) continue;
      const report = { kind: 'status', tenantId: TENANT, messageId, number, channel, event } as const;
      const late = faults.strikes('webhook-late', place)
        ? chance.between(`${place} late`, SECOND, 200 * MINUTE)
        : 0;
      const tries = WEBHOOK_TRIES[channel === 'email' ? 'resend' : 'twilio'];
      const deliver = (what: string) => () =>
        void this.#persist(what, tries, (name) => this.#webhook(name, report));
      time.at(event.at + late + chance.between(`${place} way`, 20, 2_000), deliver(place));
      if (faults.strikes('webhook-twice', place))
        time.at(event.at + chance.between(`${place} twice`, 20, 10 * MINUTE), deliver(`${place} again`));
    }
  }

  async #webhook(name: string, report: ProviderReport): Promise<'done' | undefined> {
    const read = async () => ({ outcome: 'report', report }) as const;
    const answer = await this.#world.run(`webhook ${name}`, API_TIMEOUT, (ports) =>
      receiveWebhook(ports, { read }, { url: '', headers: {}, body: '' }),
    );
    return answer === undefined ? undefined : 'done';
  }

  async #post({ name, draft, isKeyed }: PlannedMessage, who: string): Promise<void> {
    const idempotency = { key: name, bodyHash: name };
    await this.#persist(who, isKeyed ? PERSISTENCE : 1, async (attempt) => {
      const submission = { tenantId: TENANT, files: [], draft, ...(isKeyed && { idempotency }) };
      const answer = await this.#world.run(attempt, API_TIMEOUT, (ports) => submitMessage(ports, submission));
      if (answer === undefined) return undefined;
      this.answered.set(name, (this.answered.get(name) ?? new Set()).add(answer.messageId));
      return 'done';
    });
  }

  /** Tries again after a while, as long as there is no answer. */
  async #persist(
    name: string,
    tries: number,
    attempt: (name: string) => Promise<'done' | undefined>,
  ): Promise<void> {
    const { time, chance, trace } = this.#world;
    for (let count = 1; count <= tries; count += 1) {
      const done = await attempt(`${name}, try ${count}`).catch(() => undefined);
      if (done !== undefined) return;
      trace(`${name}: no answer to try ${count}`);
      const longest = Math.min(10 * MINUTE, 2 ** count * SECOND);
      await new Promise<void>((resolve) => {
        time.after(chance.between(`${name} pause ${count}`, SECOND, longest), resolve);
      });
    }
  }

  async #act(act: Act): Promise<void> {
    const { trace, queues, time, chance, faults } = this.#world;
    switch (act.kind) {
      case 'cancel':
        return this.#cancel(act.name, act.message);
      case 'writes': {
        const from = addressFor(act.channel, act.person);
        const to = this.#scenario.tenant.senders[act.channel]?.address;
        if (from === undefined || to === undefined) return;
        const { channel, text, name } = act;
        const at = time.now;
        const report: ProviderReport = { kind: 'inbound', channel, from, to, text, providerId: name, at };
        trace(`${from} writes ${text} by ${channel}`);
        const late = faults.strikes('webhook-late', name)
          ? chance.between(`${name} late`, 0, 20 * MINUTE)
          : act.arrivesAfter;
        const deliver = async () =>
          this.#persist(name, PERSISTENCE, (attempt) => this.#webhook(attempt, report));
        time.after(late, () => void deliver());
        return;
      }
      case 'refuses-advertising':
        return this.#refuse(act);
      case 'copies':
        return this.#copy(act);
      case 'erases':
        return this.#erase(act);
      case 'poison':
        trace(`poison in ${queues[act.queue]?.name ?? ''}: ${act.body}`);
        queues[act.queue]?.put('poison', act.body);
        return;
      case 'pauses':
        time.after(act.forMs, () => void this.#turn(act.broadcast, ['paused'], 'sending'));
        return this.#turn(act.broadcast, ['sending'], 'paused');
      case 'cancels':
        return this.#turn(act.broadcast, ['sending', 'paused'], 'cancelled');
      case 'redrive':
        trace('every dead-letter queue is redriven');
        for (const queue of queues) queue.redrive();
    }
  }

  async #turn(name: string, from: readonly BroadcastState[], to: BroadcastState): Promise<void> {
    const { scopes, trace, witness } = this.#world;
    const { id } = this.#scenario.broadcasts.find((planned) => planned.name === name)?.broadcast ?? {
      id: '',
    };
    const answer = await scopes(TENANT).broadcasts.changeState(id, from, to);
    trace(`${name} is to be ${to}: ${answer}`);
    if (answer === 'changed') witness.turn(id, to);
  }

  async #refuse({ name, person }: Act & { kind: 'refuses-advertising' }): Promise<void> {
    const { isKnown: _, ...prospect } = person;
    const consent = { granted: false, text: 'no', source: 'form', at: this.#world.time.now };
    await this.#persist(name, PERSISTENCE, async (attempt) => {
      const kept = await this.#world.run(attempt, API_TIMEOUT, async (ports) => {
        await putProspect(ports, TENANT, prospect);
        const context = { prospects: ports.scopes(TENANT).prospects, now: ports.clock.now() };
        return recordConsent(context, prospect.id, 'marketing', consent);
      });
      if (kept === undefined) return undefined;
      this.#world.witness.refuseAdvertising(prospect.id);
      return 'done';
    });
  }

  async #copy({ name, person }: Act & { kind: 'copies' }): Promise<void> {
    const { isKnown: _, ...prospect } = person;
    await this.#persist(name, PERSISTENCE, async (attempt) => {
      const kept = await this.#world.run(attempt, API_TIMEOUT, (ports) =>
        putProspect(ports, TENANT, prospect),
      );
      return kept === undefined ? undefined : 'done';
    });
  }

  /** What was accepted before the request that erased them must not leave any more. */
  async #erase({ name, person }: Act & { kind: 'erases' }): Promise<void> {
    const { time, witness } = this.#world;
    await this.#persist(name, PERSISTENCE, async (attempt) => {
      const askedAt = time.now;
      const answer = await this.#world.run(attempt, ERASURE_TIMEOUT, async (ports) => {
        await eraseProspect(ports, TENANT, person.id).catch((error: unknown) => {
          // An unknown person is not to be written to by what names them either.
          if (!(error instanceof AppError)) throw error;
        });
        return 'erased' as const;
      });
      if (answer === undefined) return undefined;
      witness.erase(person.id, askedAt);
      return 'done';
    });
  }

  async #cancel(name: string, message: string): Promise<void> {
    await this.#persist(name, PERSISTENCE, async (attempt) => {
      const [messageId] = this.answered.get(message) ?? [];
      if (messageId === undefined) return 'done';
      try {
        const record = await this.#world.run(attempt, API_TIMEOUT, (ports) =>
          cancelMessage(ports, TENANT, messageId),
        );
        if (record === undefined) return undefined;
        this.#world.trace(`${message} is cancelled`);
        this.#world.witness.cancel(messageId);
      } catch (error) {
        if (!(error instanceof AppError)) return undefined;
      }
      return 'done';
    });
  }
}
