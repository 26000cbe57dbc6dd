import { countingRecords, logger, packPorts } from '../wiring/packs.ts';
import { twilioProvider } from '../wiring/twilio.ts';
import { createHandler } from './handler.ts';

export const handler = countingRecords(createHandler(packPorts(twilioProvider()), logger()));
