import type { AwsRequest } from './wire.ts';

/** Who signed a request, for which service. */
export interface Caller {
  readonly accessKeyId: string;
  readonly service: string;
}

/** Reads the credential scope of a signed header or of a presigned address; undefined when there is none. */
export function callerOf(request: AwsRequest): Caller | undefined {
  const signed = /Credential=([^,\s]+)/.exec(request.headers['authorization'] ?? '')?.[1];
  const scope = signed ?? request.url.searchParams.get('X-Amz-Credential');
  const [accessKeyId, , , service] = scope?.split('/') ?? [];
  return accessKeyId === undefined || service === undefined ? undefined : { accessKeyId, service };
}

/** True for a presigned address whose time is over. */
export function isExpired(request: AwsRequest, now: number): boolean {
  const date = request.url.searchParams.get('X-Amz-Date');
  const seconds = request.url.searchParams.get('X-Amz-Expires');
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date ?? '');
  if (!parts || seconds === null) return false;
  const [, year, month, day, hour, minute, second] = parts.map(Number);
  const signedAt = Date.UTC(year!, month! - 1, day, hour, minute, second);
  return signedAt + Number(seconds) * 1000 < now;
}

/** The secret key of everybody here: what differs is who they say they are. */
export const LOCAL_SECRET = 'local';

/** The access key that stands for one function. */
export function accessKeyFor(label: string): string {
  return `ASIALOCAL${label.replace(/[^a-z0-9]/gi, '').toUpperCase()}`;
}
