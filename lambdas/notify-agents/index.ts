import { logger } from '../wiring/common.ts';
import { notifyPorts } from '../wiring/pushes.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(notifyPorts(), logger());
