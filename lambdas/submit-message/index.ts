import { apiOptions } from '../wiring/api.ts';
import { scopesOfAcceptance } from '../wiring/acceptance.ts';
import { submitPorts } from '../wiring/submission.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(submitPorts(scopesOfAcceptance()), apiOptions());
