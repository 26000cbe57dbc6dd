import { logger } from '../wiring/common.ts';
import { publisherPorts } from '../wiring/publisher.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(publisherPorts(), logger());
