import { apiOptions } from '../wiring/api.ts';
import { journeysApiPorts } from '../wiring/journeys-api.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(journeysApiPorts(), apiOptions());
