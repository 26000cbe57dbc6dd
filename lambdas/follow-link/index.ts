import { linkPorts } from '../wiring/links.ts';
import { publicOptions } from '../wiring/public.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(linkPorts(), publicOptions());
