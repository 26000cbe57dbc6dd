import { agentPorts } from '../wiring/agents.ts';
import { apiOptions } from '../wiring/api.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(agentPorts(), apiOptions());
