import type { Instant } from '../../domain/instant.ts';
import type { Retry } from '../retry.ts';
import { SignedRequests } from './signed-request.ts';

const LINK_LIFETIME_SECONDS = 3_600;

/** What `encodeURIComponent` leaves alone and S3 escapes before it checks a signature. */
const NOT_ESCAPED = /[!'()*]/g;

function escape(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** One private bucket. Locally the endpoint of the environment is used, with the bucket in the path. */
export class S3Bucket {
  readonly #requests: SignedRequests;
  readonly #base: string;

  constructor(bucket: string, retry?: Retry) {
    this.#requests = new SignedRequests('s3', retry);
    const { AWS_ENDPOINT_URL_S3, AWS_REGION = '' } = process.env;
    this.#base =
      AWS_ENDPOINT_URL_S3 === undefined
        ? `https://${bucket}.s3.${AWS_REGION}.amazonaws.com`
        : `${AWS_ENDPOINT_URL_S3}/${bucket}`;
  }

  async put(key: string, content: Uint8Array, contentType: string): Promise<void> {
    const headers = { 'content-type': contentType, 'content-length': String(content.length) };
    await this.#requests.send({ method: 'PUT', url: this.#url(key), headers, body: content });
  }

  /** The bytes from `from` up to, not including, `to`; fewer at the end. @throws RequestRefused, also beyond the end. */
  async getRange(key: string, from: number, to: number): Promise<Uint8Array> {
    const headers = { range: `bytes=${from}-${to - 1}` };
    return this.#requests.send({ method: 'GET', url: this.#url(key), headers });
  }

  async get(key: string): Promise<Uint8Array> {
    return this.#requests.send({ method: 'GET', url: this.#url(key) });
  }

  async remove(key: string): Promise<void> {
    await this.#requests.send({ method: 'DELETE', url: this.#url(key) });
  }

  /** An address at which anybody can read, or write, the file until an hour after `now`. */
  async temporaryUrl(method: 'GET' | 'PUT', key: string, now: Instant): Promise<string> {
    return this.#requests.presign(method, this.#url(key), new Date(now), LINK_LIFETIME_SECONDS);
  }

  #url(key: string): URL {
    return new URL(`${this.#base}/${key.replace(NOT_ESCAPED, escape)}`);
  }
}
