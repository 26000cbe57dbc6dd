import { policyBody } from '../../shared/contracts/http/settings-body.ts';
import type { Points } from '../../shared/domain/points.ts';
import type { Tenant } from '../../shared/domain/tenant.ts';
import type {
  ApiKeySummary,
  ChannelStatistics,
  PointsTable,
  Policy,
  Settings,
} from '../src/api/manage-types.ts';
import { fitting, type Route } from './router.ts';
import type { World } from './world.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Statistics out of thin air, and settings that remember what they were told. */
export function settingsRoutes(world: World, tenant: Tenant, points: Points): Route[] {
  const { id, name, locale, timeZone, senders } = tenant;
  const settings: Settings = {
    id,
    name,
    locale,
    timeZone,
    senders,
    policy: {
      quietHours: { start: '22:00', end: '08:00' },
      marketingEveningLimit: '20:00',
      softOptIn: false,
      frequencyCaps: { marketing: { max: 2, days: 7 } },
      monthlyBudget: null,
      prospectRetentionMonths: 36,
    },
    points: { ...points, isOwn: false },
    brand: {},
    revision: '1',
  };
  const keys: ApiKeySummary[] = [
    {
      id: 'key_1',
      name: 'Site de l’agence',
      scopes: ['messages:write'],
      createdAt: new Date(world.now() - 40 * DAY).toISOString(),
    },
  ];
  return [
    { method: 'GET', path: '/v1/stats', answer: ({ query }) => statistics(query) },
    { method: 'GET', path: '/v1/settings', answer: () => settings },
    {
      method: 'PUT',
      path: '/v1/settings/policy',
      answer: ({ body }) => {
        const { basedOn: _seen, ...policy } = fitting(policyBody, body) as Policy & { basedOn?: string };
        const { prospectRetentionMonths } = settings.policy;
        settings.policy = {
          ...policy,
          prospectRetentionMonths: policy.prospectRetentionMonths ?? prospectRetentionMonths,
        };
        return settings;
      },
    },
    {
      method: 'PUT',
      path: '/v1/settings/brand',
      answer: ({ body }) => {
        const { basedOn: _seen, ...brand } = body as Settings['brand'] & { basedOn?: string };
        settings.brand = brand;
        return settings;
      },
    },
    {
      method: 'PUT',
      path: '/v1/settings/points',
      answer: ({ body }) => {
        const given = (body as { points: PointsTable | null }).points ?? {};
        settings.points = { ...points, ...given, isOwn: true };
        return settings;
      },
    },
    {
      method: 'POST',
      path: '/v1/settings/points/replay',
      answer: () => ({
        decisions: 412,
        outOf: 3_870,
        leftOut: 0,
        changed: 37,
        cost: {
          before: { micros: 9_350_000, currency: 'EUR' },
          after: { micros: 7_820_000, currency: 'EUR' },
        },
        byChannel: {
          before: { sms: 180, email: 172, whatsapp: 60 },
          after: { sms: 149, email: 198, whatsapp: 65 },
        },
        examples: [
          {
            messageId: 'msg_01',
            before: 'sms',
            after: 'email',
            reason: 'Le coût pèse davantage : e-mail 82, SMS 75.',
          },
          { messageId: 'msg_02', before: 'sms', after: 'whatsapp', reason: 'WhatsApp 78, SMS 74.' },
        ],
      }),
    },
    { method: 'GET', path: '/v1/api-keys', answer: () => ({ items: keys }) },
    {
      method: 'POST',
      path: '/v1/api-keys',
      answer: ({ body }) => {
        const { name: called, scopes } = body as { name: string; scopes: ApiKeySummary['scopes'] };
        const key = {
          id: `key_${keys.length + 1}`,
          name: called,
          scopes,
          createdAt: new Date(world.now()).toISOString(),
        };
        keys.push(key);
        return { ...key, key: 'ck_local_7fQ2xV9mK4tB8wZ1cR6nH3sD' };
      },
    },
    {
      method: 'DELETE',
      path: '/v1/api-keys/{keyId}',
      status: 204,
      answer: ({ params }) => {
        keys.splice(0, keys.length, ...keys.filter((key) => key.id !== params['keyId']));
        return undefined;
      },
    },
  ];
}

function statistics(query: URLSearchParams): object {
  const from = query.get('from') ?? '';
  const to = query.get('to') ?? '';
  const days = Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / DAY) + 1);
  const series = Array.from({ length: days }, (_, index) => ({
    date: new Date(Date.parse(from) + index * DAY).toISOString().slice(0, 10),
    channels: channelsOf(1, index),
  }));
  return {
    from,
    to,
    channels: channelsOf(days, 3),
    total: {
      cost: { micros: days * 1_230_000, currency: 'EUR' },
      smsOnlyCost: { micros: days * 3_450_000, currency: 'EUR' },
      saving: { micros: days * 2_220_000, currency: 'EUR' },
    },
    ...(query.get('by') === 'day' && { days: series }),
  };
}

function channelsOf(days: number, seed: number): Record<string, ChannelStatistics> {
  const weekday = 0.4 + 0.6 * Math.abs(Math.sin(seed * 0.9));
  const of = (
    sent: number,
    price: number,
    seconds: number,
    rates: Partial<ChannelStatistics>,
  ): ChannelStatistics => {
    const count = Math.round(sent * days * weekday);
    const failed = Math.round(count * 0.02);
    return {
      sent: count,
      delivered: count - failed,
      failed,
      openRate: null,
      clickRate: null,
      readRate: null,
      avgCost: { micros: price, currency: 'EUR' },
      avgDeliveryTime: seconds,
      cost: { micros: count * price, currency: 'EUR' },
      ...rates,
    };
  };
  return {
    sms: of(24, 62_000, 9, {}),
    whatsapp: of(31, 10_000, 14, { readRate: 0.83 }),
    email: of(58, 600, 41, { openRate: 0.47, clickRate: 0.12 }),
  };
}
