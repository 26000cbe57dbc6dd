import { countingRecords, logger, routePorts } from '../wiring/workers.ts';
import { createHandler } from './handler.ts';

export const handler = countingRecords(createHandler(routePorts(), logger()));
