import { countingRecords, logger, senderPorts } from '../wiring/workers.ts';
import { twilioProvider } from '../wiring/twilio.ts';
import { createHandler } from './handler.ts';

export const handler = countingRecords(createHandler(senderPorts(twilioProvider()), logger()));
