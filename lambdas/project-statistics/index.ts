import { logger } from '../wiring/common.ts';
import { statisticsPorts } from '../wiring/statistics.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(statisticsPorts(), logger());
