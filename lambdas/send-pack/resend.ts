import { countingRecords, logger, packPorts } from '../wiring/packs.ts';
import { resendProvider } from '../wiring/resend.ts';
import { createHandler } from './handler.ts';

export const handler = countingRecords(createHandler(packPorts(resendProvider()), logger()));
