import { apiOptions } from '../wiring/api.ts';
import { broadcastPorts } from '../wiring/broadcasts.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(broadcastPorts(), apiOptions());
