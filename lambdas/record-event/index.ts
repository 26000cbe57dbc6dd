import { logger, recordPorts } from '../wiring/workers.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(recordPorts(), logger());
