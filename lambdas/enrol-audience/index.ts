import { enrolAudiencePorts } from '../wiring/intakes.ts';
import { countingRecords, logger } from '../wiring/common.ts';
import { createHandler } from './handler.ts';

export const handler = countingRecords(createHandler(enrolAudiencePorts(), logger()));
