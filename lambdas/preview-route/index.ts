import { apiOptions } from '../wiring/api.ts';
import { previewPorts } from '../wiring/preview.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(previewPorts(), apiOptions());
