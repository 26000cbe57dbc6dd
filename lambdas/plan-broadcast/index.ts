import { planPorts } from '../wiring/planning.ts';
import { countingRecords, logger } from '../wiring/workers.ts';
import { createHandler } from './handler.ts';

export const handler = countingRecords(createHandler(planPorts(), logger()));
