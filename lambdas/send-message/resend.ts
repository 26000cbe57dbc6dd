import { countingRecords, logger, senderPorts } from '../wiring/workers.ts';
import { resendProvider } from '../wiring/resend.ts';
import { createHandler } from './handler.ts';

export const handler = countingRecords(createHandler(senderPorts(resendProvider()), logger()));
