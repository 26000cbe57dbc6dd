import createClient from 'openapi-fetch';
import { takeAhead } from '../ahead.ts';
import { session } from '../session/session.ts';
import { ApiProblem, toProblem } from './problem.ts';
import type { paths } from './schema.ts';

/** Longer than any function of the API may take. */
const PATIENCE = 30_000;

/** Sends with the agent's token; a 401 renews it once, silently, and sends again. */
async function fetchAsAgent(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await send(request);
  if (response.status !== 401 || !(await session().renew())) return response;
  return send(again);
}

async function send(request: Request): Promise<Response> {
  const early = request.method === 'GET' ? await takeAhead(request.url) : undefined;
  if (early !== undefined) return early;
  const token = await session().token();
  if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(PATIENCE)]);
  return fetch(request, { signal });
}

export const api = createClient<paths>({
  baseUrl: location.origin,
  fetch: fetchAsAgent,
});

interface Outcome<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** The answer's body. @throws ApiProblem for anything but a 2xx. */
export async function answerOf<Data>(call: Promise<Outcome<Data>>): Promise<Data> {
  let outcome: Outcome<Data>;
  try {
    outcome = await call;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem(0, 'unreachable', 'unreachable');
  }
  if (!outcome.response.ok) throw toProblem(outcome.response, outcome.error);
  return outcome.data as Data;
}
