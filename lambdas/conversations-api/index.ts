import { apiOptions } from '../wiring/api.ts';
import { conversationPorts } from '../wiring/conversations.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(conversationPorts(), apiOptions());
