import type { Attempt, AttemptEvent } from '../../shared/domain/attempt.ts';
import { applyEvent } from '../../shared/domain/attempt.ts';
import { type DeliverableChannel, isDeliverable } from '../../shared/domain/channel.ts';
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../shared/domain/instant.ts';
import type { Content, Message, MessageType } from '../../shared/domain/message.ts';
import { idFromSeed } from '../../shared/domain/message-id.ts';
import { withReached } from '../../shared/domain/milestone.ts';
import type { Addresses } from '../../shared/domain/prospect.ts';
import { route } from '../../shared/domain/routing/route.ts';
import type { Tenant } from '../../shared/domain/tenant.ts';
import { instantOfLocal, localTime } from '../../shared/domain/time-zone.ts';
import { Chances } from './chances.ts';

/** A message that client applications of the agency had sent, with what became of it. */
export interface PastSend {
  message: Message;
  attempt: Attempt;
}

const DAYS = 30;
/** Sends of each day of the week, Sunday first: some 2,000 in a month. */
const SENDS_ON = [8, 78, 92, 84, 96, 80, 44] as const;
/** Of each hour from 8 to 19: mornings, and the end of the afternoon, when reminders leave. */
const HOURS = [6, 14, 14, 10, 5, 4, 9, 9, 9, 13, 10, 4] as const;

interface Kind {
  weight: number;
  type: MessageType;
  content: Content;
  /** Hours until the appointment that it is about. */
  appointmentIn?: number;
}

const ADDRESS = { propertyAddress: '12 rue des Lilas, Paris 20e' };
const FIRST_NAME = { firstName: 'Camille' };

const KINDS: readonly Kind[] = [
  {
    weight: 34,
    type: 'appointment',
    appointmentIn: 26,
    content: {
      templateId: 'APPOINTMENT_REMINDER_24H',
      data: { ...FIRST_NAME, appointmentTime: '18:30', appointmentAddress: '12 rue des Lilas' },
    },
  },
  {
    weight: 22,
    type: 'notification',
    content: { templateId: 'OFFER_RECEIVED', data: { ...FIRST_NAME, ...ADDRESS, offerAmount: 485_000 } },
  },
  {
    weight: 20,
    type: 'marketing',
    content: {
      templateId: 'NEW_PROPERTY_ALERT',
      data: { ...FIRST_NAME, ...ADDRESS, propertyPrice: 498_000 },
    },
  },
  {
    weight: 14,
    type: 'document',
    content: {
      templateId: 'DOCUMENT_TO_SIGN',
      data: { ...FIRST_NAME, documentName: 'Mandat', signatureLink: 'https://signature.example/mandat' },
    },
  },
  {
    weight: 10,
    type: 'survey',
    content: {
      templateId: 'VISIT_SURVEY',
      data: { ...FIRST_NAME, surveyLink: 'https://agence-coccinelle.example/avis' },
    },
  },
];

/** How many of a hundred people are reached where. */
const REACHED_AT: readonly { weight: number; on: readonly (keyof Addresses)[] }[] = [
  { weight: 38, on: ['phone'] },
  { weight: 34, on: ['phone', 'whatsapp'] },
  { weight: 28, on: ['phone', 'email'] },
];

/** The month before `now`, the same every time for the same instant. */
export function pastSends(tenant: Tenant, now: Instant): PastSend[] {
  const chances = new Chances('a month of sends');
  const sends: PastSend[] = [];
  for (let ago = DAYS; ago >= 0; ago -= 1) {
    const { year, month, day, weekday } = localTime(tenant.timeZone, now - ago * DAY);
    const count = chances.around(SENDS_ON[weekday] ?? 0);
    for (let number = 0; number < count; number += 1) {
      const hour = 8 + chances.pick(HOURS.map((weight, place) => ({ weight, place }))).place;
      const minute = hour * 60 + Math.floor(chances.next() * 60);
      const at =
        instantOfLocal(tenant.timeZone, year, month, day, minute) + Math.floor(chances.next() * 59) * SECOND;
      const send = at < now - 5 * MINUTE ? sendAt(tenant, at, `${ago}-${number}`, chances) : undefined;
      if (send !== undefined) sends.push(withEvents(send, now, chances));
    }
  }
  return sends;
}

/** Undefined where routing would not have sent it then. */
function sendAt(tenant: Tenant, at: Instant, seed: string, chances: Chances): PastSend | undefined {
  const { type, content, appointmentIn } = chances.pick(KINDS);
  const { on } = chances.pick(REACHED_AT);
  const id = `past-${seed}`;
  const number = `+3363999${String(Math.floor(chances.next() * 10_000)).padStart(4, '0')}`;
  const addresses = Object.fromEntries(
    on.map((name) => [name, name === 'email' ? `${id}@example.com` : number]),
  ) as Addresses;
  const consent = { granted: true, text: 'Oui', source: 'formulaire du site', at: at - DAY };
  const message: Message = {
    id: idFromSeed(id, at, id),
    tenantId: tenant.id,
    prospect: { id, ...addresses, consents: { marketing: consent } },
    type,
    createdAt: at,
    content,
    ...(appointmentIn !== undefined && { appointmentAt: at + appointmentIn * HOUR }),
  };
  const decision = route({
    message,
    tenant,
    addresses: {},
    now: at,
    tried: [],
    downUntil: {},
    recentOfType: 0,
    spentThisMonth: 0,
  });
  if (decision.outcome !== 'send' || !isDeliverable(decision.channel)) return undefined;
  const claim = { owner: id, at, leaseUntil: at + 30 * SECOND, released: false };
  return {
    message,
    attempt: { kind: 'attempt', number: 1, channel: decision.channel, decision, claim, events: {} },
  };
}

interface Habits {
  /** Of a hundred. */
  refused: number;
  failed: number;
  seen: number;
  clicked: number;
  /** Seconds until it arrives, at the least and on top. */
  arrives: readonly [number, number];
}

const HABITS: Readonly<Record<DeliverableChannel, Habits>> = {
  sms: { refused: 1, failed: 3, seen: 0, clicked: 0, arrives: [3, 12] },
  whatsapp: { refused: 0.5, failed: 1.5, seen: 84, clicked: 0, arrives: [1, 6] },
  email: { refused: 0, failed: 1.5, seen: 58, clicked: 17, arrives: [8, 40] },
};

function withEvents({ message, attempt }: PastSend, now: Instant, chances: Chances): PastSend {
  const { channel, claim } = attempt;
  const habits = HABITS[channel];
  const left = claim.at + SECOND;
  const arrived = left + (habits.arrives[0] + chances.next() * habits.arrives[1]) * SECOND;
  const seen = arrived + (2 + chances.next() * 180) * MINUTE;
  const seenAs = channel === 'email' ? 'opened' : 'read';
  const isRefused = chances.outOf100(habits.refused);
  const isFailed = chances.outOf100(habits.failed);
  const isSeen = chances.outOf100(habits.seen);
  const isClicked = isSeen && chances.outOf100((habits.clicked / habits.seen) * 100);
  const events: AttemptEvent[] = isRefused
    ? [{ status: 'rejected', at: left, errorCode: '21614' }]
    : isFailed
      ? [
          { status: 'sent', at: left },
          { status: 'failed', at: arrived, errorCode: '30003' },
        ]
      : [
          { status: 'sent', at: left },
          { status: 'delivered', at: arrived },
          ...(isSeen ? [{ status: seenAs, at: seen } as const] : []),
          ...(isClicked ? [{ status: 'clicked', at: seen + MINUTE } as const] : []),
        ];
  const happened = events
    .map((event) => ({ ...event, at: Math.round(event.at) }))
    .filter(({ at }) => at <= now);
  const reached = happened.reduce(withReached, {});
  return { message, attempt: { ...happened.reduce(applyEvent, attempt), reached } };
}
