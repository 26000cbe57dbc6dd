import { apiOptions } from '../wiring/api.ts';
import { messagesPorts } from '../wiring/messages.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(messagesPorts(), apiOptions());
