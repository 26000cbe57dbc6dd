import type { Fauxqs } from './fauxqs.ts';
import type { AwsRequest, AwsResponse } from './wire.ts';

const METHODS = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'] as const;

/** Hands a request to fauxqs within the process. */
export async function inject({ app }: Fauxqs, request: AwsRequest): Promise<AwsResponse> {
  const method = METHODS.find((known) => known === request.method) ?? 'GET';
  const url = request.url.pathname + request.url.search;
  const answer = await app.inject({ method, url, headers: { ...request.headers }, payload: request.body });
  const headers = Object.entries(answer.headers).flatMap(([name, value]) =>
    value === undefined || name === 'content-length' ? [] : [[name, String(value)] as const],
  );
  return { status: answer.statusCode, headers: Object.fromEntries(headers), body: answer.rawPayload };
}
