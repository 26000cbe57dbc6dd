import * as z from 'zod';

export interface SimulatorSettings {
  /** Whether accepted messages are reported sent, then delivered, by themselves. */
  readonly autoDeliver: boolean;
  /** Whether WhatsApp free text outside the 24-hour window fails, as it really does. */
  readonly enforceWhatsAppWindow: boolean;
  /** What Resend answers within one second before it says 429; null for no limit. */
  readonly resendRequestsPerSecond: number | null;
}

export const DEFAULT_SETTINGS: SimulatorSettings = {
  autoDeliver: true,
  enforceWhatsAppWindow: true,
  resendRequestsPerSecond: null,
};

export const settingsSchema = z.strictObject({
  autoDeliver: z.boolean().optional(),
  enforceWhatsAppWindow: z.boolean().optional(),
  resendRequestsPerSecond: z.int().min(1).nullable().optional(),
});
