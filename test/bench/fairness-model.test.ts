import { describe, expect, test } from 'vitest';
import { modelFairness, reminderSeconds, type Shared } from '../../bench/broadcast/fairness-model.ts';
import { RESEND, TWILIO_SMS, TWILIO_WHATSAPP } from '../../bench/broadcast/limits.ts';
import { readStageConfig } from '../../lib/stage-config.ts';

const PROVIDERS = { email: RESEND, whatsapp: TWILIO_WHATSAPP, sms: TWILIO_SMS } as const;

describe.each(modelFairness())('While a million people are sent something by $channel', (figures) => {
  const { channel } = figures;

  test('a reminder of somebody else waits for its turn at most two seconds', () => {
    expect(figures.reminderSeconds).toBeGreaterThan(0);
    expect(figures.reminderSeconds).toBeLessThanOrEqual(2);
  });

  test('it would wait longer if packs took all that the provider takes', () => {
    const { maxConcurrency: copies } = readStageConfig('prod').packs[channel];
    const { callsPerSecond, recipientsPerCall } = PROVIDERS[channel];
    const greedy: Shared = { copies, pace: callsPerSecond / copies, callsPerSecond, recipientsPerCall };
    expect(reminderSeconds(greedy)).toBeGreaterThan(2);
  });

  test('packs leave a fifth of what the provider takes to single messages, at least', () => {
    const { maxConcurrency, callsPerSecond } = readStageConfig('prod').packs[channel];
    expect(maxConcurrency * callsPerSecond).toBeLessThanOrEqual(0.8 * PROVIDERS[channel].callsPerSecond);
  });

  test('another tenant’s broadcast to three hundred people is not behind it', () => {
    expect(figures.smallBroadcastSeconds).toBeLessThan(60);
    expect(figures.withoutFairQueueSeconds).toBeGreaterThan(20 * figures.smallBroadcastSeconds);
  });
});
