import type { components } from '../src/api/schema.ts';

type Schemas = components['schemas'];
export type Broadcast = Schemas['Broadcast'];
export type Segment = Schemas['Segment'];
export type Audience = Schemas['Audience'];
export type Property = Schemas['Property'];
export type DryRun = Schemas['DryRun'];
type Mix = Pick<DryRun, 'channels' | 'waiting' | 'leftOut' | 'estimatedCost' | 'smsOnlyCost'>;

const CHANNELS = ['email', 'whatsapp', 'sms'] as const;
const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const PRICES = { email: 600, whatsapp: 10_000, sms: 50_000 };
const SHARES = { email: 0.64, whatsapp: 0.1, sms: 0.2 };
const DELIVERED = 0.97;

const euros = (micros: number) => ({ micros, currency: 'EUR' as const });

/** Who would be written to how, of so many people. */
export function mixOf(people: number, waiting = 0): Mix {
  const channels = {
    email: Math.round(people * SHARES.email),
    whatsapp: Math.round(people * SHARES.whatsapp),
    sms: Math.round(people * SHARES.sms),
  };
  const reached = CHANNELS.reduce((sum, channel) => sum + channels[channel], 0);
  const total = people - reached;
  const noConsent = Math.ceil(total * 0.6);
  const optedOut = Math.ceil((total - noConsent) * 0.5);
  const reasons = [
    { rule: 'no-consent' as const, people: noConsent },
    { rule: 'opted-out' as const, people: optedOut },
    { rule: 'no-address' as const, people: total - noConsent - optedOut },
  ].filter((reason) => reason.people > 0);
  return {
    channels,
    waiting,
    leftOut: { total, reasons },
    estimatedCost: euros(CHANNELS.reduce((sum, channel) => sum + channels[channel] * PRICES[channel], 0)),
    smsOnlyCost: euros(reached * PRICES.sms),
  };
}

/** Brings a broadcast to where `share` of those who are written to have been. */
function advance(broadcast: Broadcast, share: number): void {
  const { plan, progress, outcomes } = broadcast;
  const left = 1 - plan.waiting / Math.max(1, plan.people - plan.leftOut.total);
  let cost = 0;
  let accepted = 0;
  let rejected = 0;
  for (const channel of CHANNELS) {
    const tried = Math.round(plan.channels[channel] * share * left);
    const failed = channel === 'sms' ? Math.round(tried * 0.02) : 0;
    const sent = tried - failed;
    const delivered = Math.round(sent * DELIVERED);
    Object.assign(outcomes[channel], {
      sent,
      delivered,
      failed: Math.round(sent * 0.01),
      opened: channel === 'email' ? Math.round(delivered * 0.46) : 0,
      clicked: channel === 'email' ? Math.round(delivered * 0.11) : 0,
      read: channel === 'whatsapp' ? Math.round(delivered * 0.82) : 0,
      cost: euros(sent * PRICES[channel]),
    });
    cost += sent * PRICES[channel];
    accepted += sent;
    rejected += failed;
  }
  Object.assign(progress, { accepted, rejected });
  broadcast.cost = euros(cost);
}

interface MadeUp extends Pick<Broadcast, 'id' | 'status' | 'messageType' | 'createdAt'> {
  templateId?: string;
  sendAt?: string;
  people?: number;
  waiting?: number;
  done?: number;
}

function broadcastOf({ people, waiting = 0, done = 0, ...rest }: MadeUp): Broadcast {
  const nothing = { sent: 0, delivered: 0, opened: 0, clicked: 0, read: 0, failed: 0, cost: euros(0) };
  const broadcast: Broadcast = {
    ...rest,
    ...(people !== undefined && { people, duplicates: Math.round(people / 90) }),
    plan: { people: people ?? 0, ...mixOf(people ?? 0, waiting) },
    progress: { accepted: 0, rejected: 0, uncertain: 0, sentBack: 0, cancelled: 0 },
    outcomes: { email: { ...nothing }, whatsapp: { ...nothing }, sms: { ...nothing } },
    cost: euros(0),
  };
  advance(broadcast, done);
  return broadcast;
}

const SEGMENTS: readonly [Segment, number][] = [
  [{ id: 'acheteurs-lyon', name: 'Acheteurs de Lyon', criteria: { tags: { anyOf: ['acheteur'] }, areas: ['Lyon 3e', 'Lyon 6e'], budget: { min: 280_000, max: 450_000 }, rooms: { min: 3 }, consent: true } }, 340],
  [{ id: 'vendeurs', name: 'Vendeurs à relancer', criteria: { tags: { anyOf: ['vendeur'], noneOf: ['mandat signé'] }, engagement: { within: 'P90D', engaged: false } } }, 86],
  [{ id: 'english', name: 'English-speaking tenants', criteria: { locale: 'en', customer: true } }, 14],
  [{ id: 'personne', name: 'Chercheurs de châteaux', criteria: { budget: { min: 5_000_000 } } }, 0],
]; // prettier-ignore

const TEMPLATES = [
  ['NEW_PROPERTY_ALERT', 'marketing'],
  ['PRICE_DROP_ALERT', 'marketing'],
  ['WELCOME', 'general'],
  ['PROPERTY_SOLD', 'notification'],
] as const;

/** The broadcasts of the made-up agency, one in every state, and what they are made from. */
export class Campaigns {
  readonly broadcasts = new Map<string, Broadcast>();
  readonly segments = new Map(SEGMENTS.map(([segment]) => [segment.id, segment]));
  readonly sizes = new Map(SEGMENTS.map(([{ id }, size]) => [id, size]));
  readonly audiences = new Map<string, Audience>();
  readonly properties = new Map<string, Property>();
  /** The keys of what was asked to leave, dry runs left out; again for each time. */
  readonly keys: string[] = [];
  /** What was accepted under which key. */
  readonly accepted = new Map<string, { id: string; body: string }>();
  /** Milliseconds between two steps of what is under way; 0: it stands still. */
  pace = 400;
  readonly now: () => number;

  constructor(now: () => number = () => Date.now()) {
    this.now = now;
    this.invent();
    this.properties.set('LYON-042', {
      id: 'LYON-042',
      status: 'for-sale',
      data: { propertyAddress: '12 rue de la Paix, Lyon', propertyPrice: 285_000, propertyRooms: 3 },
      version: 2,
      changedAt: new Date(now() - 3 * DAY).toISOString(),
    });
  }

  /** The newest first. */
  all(): Broadcast[] {
    return [...this.broadcasts.values()].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  }

  start(made: Omit<MadeUp, 'status' | 'createdAt'>): Broadcast {
    const createdAt = new Date(this.now()).toISOString();
    const isLater = made.sendAt !== undefined && Date.parse(made.sendAt) > this.now();
    const { people, ...rest } = made;
    const broadcast = broadcastOf({
      ...(isLater ? rest : made),
      status: isLater ? 'waiting' : 'sending',
      createdAt,
    });
    this.broadcasts.set(broadcast.id, broadcast);
    if (!isLater && people !== undefined) this.#goOn(broadcast, 0);
    return broadcast;
  }

  #goOn(broadcast: Broadcast, done: number): void {
    if (this.pace === 0 || broadcast.status === 'cancelled') return;
    const next = broadcast.status === 'sending' ? Math.min(1, done + 0.08) : done;
    advance(broadcast, next);
    if (next === 1) broadcast.status = 'finished';
    else setTimeout(() => this.#goOn(broadcast, next), this.pace).unref();
  }

  invent(): void {
    const ago = (milliseconds: number) => new Date(this.now() - milliseconds).toISOString();
    const alert = { templateId: 'NEW_PROPERTY_ALERT', messageType: 'marketing' as const };
    const drop = { templateId: 'PRICE_DROP_ALERT', messageType: 'marketing' as const };
    const made: MadeUp[] = [
      { id: 'bc_scheduled', status: 'waiting', ...alert, createdAt: ago(HOUR / 6), sendAt: ago(-20 * HOUR) },
      { id: 'bc_running', status: 'sending', ...alert, createdAt: ago(HOUR / 4), people: 1_840, done: 0.58 },
      { id: 'bc_paused', status: 'paused', ...drop, createdAt: ago(2 * HOUR), people: 312, done: 0.4 },
      { id: 'bc_morning', status: 'waiting', messageType: 'general', createdAt: ago(9 * HOUR), people: 96, waiting: 31, done: 1 },
      { id: 'bc_cancelled', status: 'cancelled', ...drop, createdAt: ago(2 * DAY), people: 640, done: 0.25 },
      { id: 'bc_finished', status: 'finished', ...alert, createdAt: ago(4 * DAY), people: 12_480, done: 1 },
    ]; // prettier-ignore
    for (let index = 0; index < 20; index += 1) {
      const [templateId, messageType] = TEMPLATES[index % TEMPLATES.length] ?? TEMPLATES[0];
      const createdAt = ago((9 + index * 6) * DAY);
      made.push({ id: `bc_old_${index}`, status: 'finished', templateId, messageType, createdAt, people: 140 + index * 37, done: 1 }); // prettier-ignore
    }
    for (const one of made) this.broadcasts.set(one.id, broadcastOf(one));
    const cancelled = this.broadcasts.get('bc_cancelled');
    if (cancelled === undefined) return;
    const { plan, progress } = cancelled;
    progress.cancelled = plan.people - plan.leftOut.total - progress.accepted - progress.rejected;
  }
}
