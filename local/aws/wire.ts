import { isObject, type Properties } from '../template/cloud-formation.ts';
import type { Access } from './statement.ts';

/** A request to an AWS endpoint, its body read. */
export interface AwsRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface AwsResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** One emulated AWS service behind the gateway. */
export interface AwsService {
  /** What the caller's role must allow for this request. */
  accesses(request: AwsRequest): readonly Access[];
  handle(request: AwsRequest): Promise<AwsResponse>;
  /** What a browser asks before it sends, which nobody signs; undefined where browsers send nothing. */
  preflight?(request: AwsRequest): AwsResponse;
  /** The service's own way to say that the caller may not. */
  denied(message: string): AwsResponse;
}

/** An error in the words of S3. */
export function s3Error(code: string, message: string): AwsResponse {
  const text = message.replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`);
  return {
    status: 403,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${text}</Message></Error>`,
  };
}

/** The last part of `X-Amz-Target`, for instance `PutItem`. */
export function operationOf(request: AwsRequest): string {
  return request.headers['x-amz-target']?.split('.').at(-1) ?? '';
}

/** The JSON object in the body; an empty one when there is none. */
export function bodyOf(request: AwsRequest): Properties {
  const known = bodies.get(request);
  if (known) return known;
  const parsed: unknown = request.body.length === 0 ? {} : JSON.parse(request.body.toString('utf8'));
  const body = isObject(parsed) ? parsed : {};
  bodies.set(request, body);
  return body;
}

/** Read by the roles, the service and the counters, parsed once. */
const bodies = new WeakMap<AwsRequest, Properties>();

/** An answer of the awsJson1.0 and awsJson1.1 protocols. */
export function jsonAnswer(version: '1.0' | '1.1', body: unknown, status = 200): AwsResponse {
  return {
    status,
    headers: { 'content-type': `application/x-amz-json-${version}` },
    body: JSON.stringify(body),
  };
}

/** An error of the awsJson protocols. */
export function jsonError(version: '1.0' | '1.1', type: string, message: string, status = 400): AwsResponse {
  return jsonAnswer(version, { __type: type, message }, status);
}
