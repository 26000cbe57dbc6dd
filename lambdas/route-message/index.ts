import { logger, routePorts } from '../wiring/workers.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(routePorts(), logger());
