import { apiOptions } from '../wiring/api.ts';
import { statisticsPorts } from '../wiring/statistics.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(statisticsPorts(), apiOptions());
