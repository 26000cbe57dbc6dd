import type { Fauxqs } from './fauxqs.ts';
import { inject } from './inject.ts';
import type { Access } from './statement.ts';
import type { AwsRequest, AwsResponse, AwsService } from './wire.ts';

const OBJECT_ACTIONS: Readonly<Record<string, string>> = {
  GET: 's3:GetObject',
  HEAD: 's3:GetObject',
  PUT: 's3:PutObject',
  POST: 's3:PutObject',
  DELETE: 's3:DeleteObject',
};

/** S3 with path-style addresses: `/<bucket>/<key>`. */
export class S3Service implements AwsService {
  readonly #fauxqs: Fauxqs;

  constructor(fauxqs: Fauxqs, buckets: readonly string[]) {
    this.#fauxqs = fauxqs;
    for (const bucket of buckets) fauxqs.buckets.createBucket(bucket);
  }

  accesses(request: AwsRequest): readonly Access[] {
    const [bucket = '', ...key] = request.url.pathname.slice(1).split('/').map(decodeURIComponent);
    const resource = `arn:aws:s3:::${bucket}`;
    if (key.length === 0 || key[0] === '') return [{ action: 's3:ListBucket', resource }];
    const action = OBJECT_ACTIONS[request.method] ?? `s3:${request.method}`;
    return [{ action, resource: `${resource}/${key.join('/')}` }];
  }

  async handle(request: AwsRequest): Promise<AwsResponse> {
    return await inject(this.#fauxqs, request);
  }

  denied(message: string): AwsResponse {
    const text = message.replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`);
    return {
      status: 403,
      headers: { 'content-type': 'application/xml' },
      body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>${text}</Message></Error>`,
    };
  }
}
