import { apiOptions } from '../wiring/api.ts';
import { settingsPorts } from '../wiring/settings.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(settingsPorts(), apiOptions());
