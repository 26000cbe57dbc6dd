import { apiOptions } from '../wiring/api.ts';
import { prospectsPorts } from '../wiring/prospects.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(prospectsPorts(), apiOptions());
