import { apiOptions } from '../wiring/api.ts';
import { templatesPorts } from '../wiring/templates.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(templatesPorts(), apiOptions());
