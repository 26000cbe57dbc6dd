import type { Fauxqs } from './fauxqs.ts';
import type { BucketModel, CorsRule } from '../template/model.ts';
import { corsHeaders, preflightAnswer } from './cors.ts';
import { inject } from './inject.ts';
import type { Access } from './statement.ts';
import { s3Error, type AwsRequest, type AwsResponse, type AwsService } from './wire.ts';

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
  readonly #cors: ReadonlyMap<string, readonly CorsRule[]>;

  constructor(fauxqs: Fauxqs, buckets: readonly BucketModel[]) {
    this.#fauxqs = fauxqs;
    this.#cors = new Map(buckets.map(({ name, cors }) => [name, cors]));
    for (const { name } of buckets) fauxqs.buckets.createBucket(name);
  }

  accesses(request: AwsRequest): readonly Access[] {
    const { bucket, key } = placeOf(request);
    const resource = `arn:aws:s3:::${bucket}`;
    if (key === '') return [{ action: 's3:ListBucket', resource }];
    const action = OBJECT_ACTIONS[request.method] ?? `s3:${request.method}`;
    return [{ action, resource: `${resource}/${key}` }];
  }

  async handle(request: AwsRequest): Promise<AwsResponse> {
    const answer = await inject(this.#fauxqs, asFile(request));
    return { ...answer, headers: { ...answer.headers, ...corsHeaders(this.#rules(request), request) } };
  }

  preflight(request: AwsRequest): AwsResponse {
    return preflightAnswer(this.#rules(request), request);
  }

  denied(message: string): AwsResponse {
    return s3Error('AccessDenied', message);
  }

  #rules(request: AwsRequest): readonly CorsRule[] {
    return this.#cors.get(placeOf(request).bucket) ?? [];
  }
}

/** What is put is a file, whatever it is called: fauxqs reads what `curl --data-binary` says is a form as one. */
function asFile(request: AwsRequest): AwsRequest {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) return request;
  return { ...request, headers: { ...request.headers, 'content-type': 'application/octet-stream' } };
}

function placeOf({ url }: AwsRequest): { bucket: string; key: string } {
  const [bucket = '', ...key] = url.pathname.slice(1).split('/').map(decodeURIComponent);
  return { bucket, key: key.join('/') };
}
