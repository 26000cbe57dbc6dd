import type { FileHeaders, WebFile } from '../../domain/web-files.ts';
import type { WebStore } from '../../ports/web-store.ts';
import type { Retry } from '../retry.ts';
import { SignedRequests } from './signed-request.ts';

/** The bucket that CloudFront reads. Paths are those of a build: letters, digits, dots, dashes and slashes. */
export class S3WebStore implements WebStore {
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

  async put({ path, content }: WebFile, headers: FileHeaders): Promise<void> {
    const url = new URL(`${this.#base}/${path}`);
    const length = { 'content-length': String(content.length) };
    await this.#requests.send({ method: 'PUT', url, headers: { ...headers, ...length }, body: content });
  }

  async list(): Promise<string[]> {
    const paths: string[] = [];
    let token: string | undefined;
    do {
      const url = new URL(`${this.#base}/`);
      url.searchParams.set('list-type', '2');
      if (token !== undefined) url.searchParams.set('continuation-token', token);
      const answer = Buffer.from(await this.#requests.send({ method: 'GET', url })).toString();
      for (const [, path = ''] of answer.matchAll(/<Key>([^<]+)<\/Key>/g)) paths.push(path);
      token = /<NextContinuationToken>([^<]+)</.exec(answer)?.[1];
    } while (token !== undefined);
    return paths;
  }

  async remove(path: string): Promise<void> {
    await this.#requests.send({ method: 'DELETE', url: new URL(`${this.#base}/${path}`) });
  }
}
