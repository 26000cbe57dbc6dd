import type { BroadcastState } from '../../shared/domain/broadcast.ts';
import { peopleIn, plannedPeople } from '../../shared/domain/broadcast-plan.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../shared/domain/instant.ts';
import { peopleCounted } from '../../shared/domain/pack-run.ts';
import { AppError } from '../../shared/errors.ts';
import { submitBroadcast } from '../../shared/use-cases/submit-broadcast.ts';
import { changeBroadcast, showBroadcast } from '../../shared/use-cases/tend-broadcast.ts';
import type { Chance } from './chance.ts';
import { persist } from './persist.ts';
import type { Person } from './planned-message.ts';
import { TENANT } from './scenario.ts';
import type { World } from './world.ts';

/** A broadcast to all the people of a scenario from its acceptance on: its audience is kept, read and decided on. */
export interface PlannedCampaign {
  /** `c1`: people are called `c1p1` and so on in it, so that its messages can be told by them. */
  name: string;
  people: readonly Person[];
  after: number;
  type: 'marketing' | 'notification';
  /** Milliseconds after the acceptance at which it is to leave. */
  sendAfter: number | undefined;
  turn: { kind: 'paused' | 'cancelled'; after: number; forMs: number } | undefined;
}

const API_TIMEOUT = 10 * SECOND;

export function campaignsOf(chance: Chance, people: readonly Person[]): PlannedCampaign[] {
  if (!chance.happens('campaign', 0.5)) return [];
  const name = 'c1';
  const turn = chance.pick(`${name} turn`, ['paused', 'cancelled', 'none', 'none', 'none'] as const);
  const about = {
    after: chance.between(`${name} turn after`, 0, 2 * HOUR),
    forMs: chance.between(`${name} paused for`, MINUTE, 3 * HOUR),
  };
  return [
    {
      name,
      people,
      after: chance.between(`${name} after`, 0, 3 * MINUTE),
      type: chance.pick(`${name} type`, ['marketing', 'notification'] as const),
      sendAfter: chance.happens(`${name} later`, 0.3)
        ? chance.between(`${name} sent after`, MINUTE, HOUR)
        : undefined,
      turn: turn === 'none' ? undefined : { kind: turn, ...about },
    },
  ];
}

/** Whoever posts broadcasts, holds them, and calls them off. */
export class Campaigns {
  readonly #world: World;
  readonly #start: Instant;
  /** From then on everything works. */
  readonly #healedAt: Instant;
  readonly #campaigns: readonly PlannedCampaign[];
  /** The ids of those that were accepted. */
  readonly #accepted = new Map<string, string>();

  constructor(
    world: World,
    {
      start,
      healsAfter,
      campaigns,
    }: { start: Instant; healsAfter: number; campaigns: readonly PlannedCampaign[] },
  ) {
    this.#healedAt = start + healsAfter;
    this.#world = world;
    this.#start = start;
    this.#campaigns = campaigns;
  }

  begin(): void {
    const { time } = this.#world;
    for (const campaign of this.#campaigns) {
      const { after, turn } = campaign;
      time.at(this.#start + after, () => void this.#submit(campaign));
      if (turn !== undefined) time.at(this.#start + after + turn.after, () => void this.#turn(campaign));
    }
  }

  async #submit({ name, people, type, sendAfter }: PlannedCampaign): Promise<void> {
    const now = this.#world.time.now;
    const recipients = people.map((person, index) => {
      const { isKnown: _, ...prospect } = person;
      return { prospect: { ...prospect, name: `${name}p${index + 1}` } };
    });
    const request = {
      tenantId: TENANT,
      draft: {
        type,
        content: { subject: 'Nouveau', body: 'Bonjour, un appartement vient d’arriver.' },
        ...(sendAfter !== undefined && { sendAt: now + sendAfter }),
      },
      // Somebody is named twice, and gets it once.
      audience: { kind: 'given', people: [...recipients, ...recipients.slice(0, 1)] },
      missing: [],
      idempotency: { key: `campaign ${name}`, bodyHash: name },
    } as const;
    await persist(this.#world, `${name} asked for`, async (attempt) => {
      const done = await this.#world.run(attempt, API_TIMEOUT, (ports) => submitBroadcast(ports, request));
      if (done !== undefined) this.#accepted.set(name, done.broadcastId);
      return done;
    });
  }

  async #turn({ name, turn }: PlannedCampaign): Promise<void> {
    if (turn?.kind === 'cancelled') return this.#change(name, 'cancel', 'cancelled');
    await this.#change(name, 'pause', 'paused');
    this.#world.time.after(turn?.forMs ?? 0, () => void this.#change(name, 'resume', 'sending'));
  }

  async #change(name: string, change: 'pause' | 'resume' | 'cancel', to: BroadcastState): Promise<void> {
    const id = this.#accepted.get(name);
    if (id === undefined) return;
    const { witness, time } = this.#world;
    const isDone = await persist(this.#world, `${name} ${to}`, async (attempt) => {
      // One that has ended already is not changed.
      const done = await this.#world
        .run(attempt, API_TIMEOUT, (ports) => changeBroadcast(ports, TENANT, id, change))
        .catch((error: unknown) => {
          if (error instanceof AppError) return 'ended' as const;
          throw error;
        });
      if (done !== undefined && done !== 'ended') witness.turn(id, to);
      return done;
    });
    // Nobody leaves a broadcast paused because the API did not answer for a day.
    if (!isDone && change === 'resume' && time.now < this.#healedAt)
      time.at(this.#healedAt + MINUTE, () => void this.#change(name, change, to));
  }

  /** Checks a world that has come to rest: everybody was decided on once, and is accounted for once. */
  async check(): Promise<void> {
    for (const { name, people } of this.#campaigns) {
      const id = this.#accepted.get(name);
      if (id !== undefined) await this.#checkOne(name, id, people);
    }
  }

  async #checkOne(name: string, id: string, people: readonly Person[]): Promise<void> {
    const { time } = this.#world;
    const clock = { now: () => time.now };
    const { scopes } = this.#world;
    const { status, plan, planned, packs } = await showBroadcast({ scopes, clock }, TENANT, id);
    if (status !== 'finished' && status !== 'cancelled')
      this.#note(
        'no-silent-loss',
        name,
        `it is ${status} at rest: ${peopleIn(planned.now)} planned, ${JSON.stringify(packs)} in packs`,
      );
    await this.#checkPeople(name, people, status === 'cancelled');
    if (status === 'cancelled') return;
    const { people: asked, duplicates } = plan;
    if (asked !== people.length || duplicates !== 1)
      this.#note('everybody-counted', name, `${asked} people and ${duplicates} duplicates are counted`);
    if (plannedPeople(planned) !== people.length)
      this.#note('everybody-counted', name, `${plannedPeople(planned)} of ${people.length} were decided on`);
    if (peopleIn(planned.later) > 0) this.#note('no-silent-loss', name, 'somebody waits for ever');
    // Who is decided on twice may be in two packs, of which one sends them back.
    if (peopleCounted(packs) < peopleIn(planned.now))
      this.#note('everybody-counted', name, `${peopleCounted(packs)} of ${peopleIn(planned.now)} in packs`);
  }

  async #checkPeople(name: string, people: readonly Person[], isCancelled: boolean): Promise<void> {
    const { scopes, copies } = { scopes: this.#world.scopes, copies: this.#world.copies() };
    const { messages } = scopes(TENANT);
    for (const index of people.keys()) {
      const called = `${name}p${index + 1}`;
      const theirs = new Set(copies.filter((copy) => copy.name === called).map(({ messageId }) => messageId));
      if (theirs.size > 1) this.#note('one-message-a-key', called, `${theirs.size} messages to one person`);
      for (const messageId of theirs)
        if ((await messages.load(messageId)) === undefined && !isCancelled)
          this.#note('no-silent-loss', called, 'it left and is nowhere');
    }
  }

  #note(rule: string, name: string, what: string): void {
    this.#world.witness.note(rule, name, what);
  }
}
