import { inboundPorts } from '../wiring/inbound.ts';
import { countingRecords, logger } from '../wiring/workers.ts';
import { createHandler } from './handler.ts';

export const handler = countingRecords(createHandler(inboundPorts(), logger()));
