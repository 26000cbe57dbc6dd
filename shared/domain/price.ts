import type { Channel } from './channel.ts';

/** An integer of micro-euros: 50,000 is five cents. */
export type MicroEuros = number;

/** What one message costs; for SMS, one segment. */
export type PriceList = Readonly<Record<Channel, MicroEuros>>;

export const DEFAULT_PRICES: PriceList = {
  sms: 50_000,
  whatsapp: 10_000,
  email: 600,
  telegram: 0,
  voice: 100_000,
};

/** How long a delivery usually takes, in seconds. */
export const TYPICAL_DELIVERY_SECONDS: Readonly<Record<Channel, number>> = {
  sms: 10,
  whatsapp: 30,
  email: 60,
  telegram: 5,
  voice: 30,
};

export function estimateCost(prices: PriceList, channel: Channel, smsSegments: number): MicroEuros {
  return channel === 'sms' ? prices.sms * Math.max(1, smsSegments) : prices[channel];
}
