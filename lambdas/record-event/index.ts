import { countingRecords, logger, recordPorts } from '../wiring/workers.ts';
import { createHandler } from './handler.ts';

export const handler = countingRecords(createHandler(recordPorts(), logger()));
