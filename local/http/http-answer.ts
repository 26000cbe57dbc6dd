import type { ServerResponse } from 'node:http';
import { isObject, listOf, objectOf } from '../template/cloud-formation.ts';

/** Writes what a function returned, in either of the shapes that payload format 2.0 allows. */
export function writeResult(response: ServerResponse, result: unknown): void {
  if (!isObject(result) || typeof result['statusCode'] !== 'number') {
    writeJson(response, 200, result ?? {});
    return;
  }
  const encoded = typeof result['body'] === 'string' ? result['body'] : '';
  const body = Buffer.from(encoded, result['isBase64Encoded'] === true ? 'base64' : 'utf8');
  for (const [name, value] of Object.entries(objectOf(result, 'headers')))
    response.setHeader(name, String(value));
  const cookies = listOf(result, 'cookies').map(String);
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  if (!response.hasHeader('content-type') && body.length > 0)
    response.setHeader('content-type', 'text/plain; charset=utf-8');
  response.writeHead(result['statusCode']).end(body);
}

/** API Gateway's own errors, and the runner's answers. */
export function writeJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
