import { countingRecords, logger } from '../wiring/workers.ts';
import { rulePorts } from '../wiring/rules.ts';
import { createHandler } from './handler.ts';

export const handler = countingRecords(createHandler(rulePorts(), logger()));
