import { countingRecords, logger } from '../wiring/common.ts';
import { plannedPorts } from '../wiring/journeys.ts';
import { createHandler } from './handler.ts';

export const handler = countingRecords(createHandler(plannedPorts(), logger()));
