import type { Channel } from './channel.ts';
import { shortHash } from './message-id.ts';
import type { MessageType, Urgency } from './message.ts';

type ByChannel = Readonly<Record<Channel, number>>;

/** The points of the brief's criteria: data, so that a tenant can override them and any decision can be replayed. */
export interface Points {
  version: string;
  /** For the first, second and third preferred channel. */
  preference: readonly [number, number, number];
  urgency: Readonly<Record<Urgency, ByChannel>>;
  /** Added when the content is rich: media, attachment or HTML. */
  rich: ByChannel;
  /** Over one SMS segment, and within one. */
  long: ByChannel;
  short: ByChannel;
  /** Points of a free channel; one that costs as much as an SMS segment gets none. */
  cost: number;
  quietHours: ByChannel;
  messageType: Readonly<Record<MessageType, ByChannel>>;
}

/** A tenant's own points: whole criteria replace the default ones. */
export type PointsOverride = Partial<Omit<Points, 'version'>> & { version: string };

export const DEFAULT_POINTS: Points = {
  version: '2026-11',
  preference: [30, 20, 10],
  urgency: {
    urgent: { sms: 25, whatsapp: 15, telegram: 15, email: 0, voice: 20 },
    high: { sms: 20, whatsapp: 20, telegram: 20, email: 10, voice: 10 },
    normal: { sms: 5, whatsapp: 10, telegram: 10, email: 25, voice: 0 },
    low: { sms: 0, whatsapp: 5, telegram: 10, email: 25, voice: 0 },
  },
  rich: { sms: 0, whatsapp: 25, telegram: 25, email: 25, voice: 0 },
  long: { sms: 0, whatsapp: 10, telegram: 10, email: 20, voice: 0 },
  short: { sms: 20, whatsapp: 15, telegram: 15, email: 5, voice: 5 },
  cost: 20,
  quietHours: { sms: -30, whatsapp: -30, telegram: -30, email: 30, voice: -30 },
  messageType: {
    appointment: { sms: 20, whatsapp: 15, telegram: 10, email: 10, voice: 5 },
    notification: { sms: 10, whatsapp: 15, telegram: 15, email: 15, voice: 0 },
    marketing: { sms: 0, whatsapp: 10, telegram: 10, email: 20, voice: 0 },
    survey: { sms: 5, whatsapp: 15, telegram: 10, email: 20, voice: 0 },
    document: { sms: 0, whatsapp: 15, telegram: 10, email: 20, voice: 0 },
    general: { sms: 5, whatsapp: 15, telegram: 15, email: 15, voice: 0 },
  },
};

/** The points in force for a tenant. */
export function pointsFor(override: PointsOverride | undefined): Points {
  return override === undefined ? DEFAULT_POINTS : { ...DEFAULT_POINTS, ...override };
}

type Sparse<T> = T extends readonly number[] | number ? T : { readonly [Key in keyof T]?: Sparse<T[Key]> };

/** A few points that are to be different; the rest of their criteria stays the product's. */
export type PointsChange = Sparse<Omit<Points, 'version'>>;

/** Named by what they say, so that a decision tells under which points it was made. */
export function pointsOverride(change: PointsChange): PointsOverride {
  const criteria = Object.entries(change).map(([criterion, points]) => [
    criterion,
    merged(DEFAULT_POINTS[criterion as keyof PointsChange], points),
  ]);
  const version = `own-${shortHash(JSON.stringify(criteria)).slice(0, 8)}`;
  return { ...(Object.fromEntries(criteria) as Omit<PointsOverride, 'version'>), version };
}

function merged(base: unknown, change: unknown): unknown {
  if (typeof change !== 'object' || change === null || Array.isArray(change)) return change;
  const known = base as Record<string, unknown>;
  const changes = Object.entries(change).map(([name, value]) => [name, merged(known[name], value)]);
  return { ...known, ...Object.fromEntries(changes) };
}
