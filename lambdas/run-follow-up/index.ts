import { resendProvider } from '../wiring/resend.ts';
import { twilioProvider } from '../wiring/twilio.ts';
import { countingRecords, followUpPorts, logger } from '../wiring/workers.ts';
import { createHandler } from './handler.ts';

const twilio = twilioProvider();
const resend = resendProvider();

export const handler = countingRecords(
  createHandler(
    followUpPorts((channel) => (channel === 'email' ? resend : twilio)),
    logger(),
  ),
);
