import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, normalize } from 'node:path';
import { runInNewContext } from 'node:vm';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { fileHeaders } from '../../shared/domain/web-files.ts';
import type { LocalRoutes } from '../parts.ts';
import { isObject, textOf } from '../template/cloud-formation.ts';
import type { ApplicationModel } from '../template/model.ts';

/** CloudFront compresses these, from a kilobyte on. */
const COMPRESSED = /^(text\/|application\/(json|manifest)|image\/svg)/;
const SMALLEST_COMPRESSED = 1_000;
const SETTINGS = '/app-config.json';

/** Serves the built application as CloudFront would: its headers, its function, compression, and 404 for a missing file. */
export class ApplicationRoutes implements LocalRoutes {
  readonly #folder: string;
  readonly #model: ApplicationModel;

  constructor(folder: string, model: ApplicationModel) {
    this.#folder = folder;
    this.#model = model;
  }

  /** It may be built while the stack runs. */
  get isBuilt(): boolean {
    return existsSync(join(this.#folder, 'index.html'));
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isRead || url.pathname.startsWith('/_local')) return false;
    if (this.#isElsewhere(request, response, url)) return true;
    const file = this.#fileOf(url.pathname);
    if (file !== SETTINGS && !this.isBuilt) return false;
    const content = file === SETTINGS ? Buffer.from(JSON.stringify(this.#model.settings)) : this.#read(file);
    if (content === undefined) {
      response.writeHead(404, { ...this.#model.headers, 'content-type': 'text/plain' }).end('NoSuchKey\n');
      return true;
    }
    this.#send(request, response, file, content);
    return true;
  }

  /** Sign-in leads back to one name of this machine, and what a browser kept under the other would not be found. */
  #isElsewhere({ headers }: IncomingMessage, response: ServerResponse, { pathname, search }: URL): boolean {
    const home = new URL(textOf(this.#model.settings, 'redirectUri') ?? 'http://127.0.0.1');
    if (headers.host !== `localhost:${home.port}`) return false;
    response.writeHead(302, { location: new URL(pathname + search, home).href }).end();
    return true;
  }

  #fileOf(uri: string): string {
    const event = { request: { uri, headers: {} } };
    const answered: unknown = runInNewContext(`${this.#model.edgeCode}\nhandler(event)`, { event });
    return (isObject(answered) ? textOf(answered, 'uri') : undefined) ?? uri;
  }

  #read(uri: string): Buffer | undefined {
    const file = join(this.#folder, normalize(decoded(uri)));
    const isInside = file.startsWith(join(this.#folder, '/'));
    return isInside && existsSync(file) && statSync(file).isFile() ? readFileSync(file) : undefined;
  }

  #send(request: IncomingMessage, response: ServerResponse, file: string, content: Buffer): void {
    const etag = `"${createHash('md5').update(content).digest('hex')}"`;
    const headers = { ...fileHeaders(file.slice(1)), ...this.#model.headers, etag, vary: 'accept-encoding' };
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, headers).end();
      return;
    }
    const accepted = request.headers['accept-encoding'] ?? '';
    const isWorthIt = COMPRESSED.test(headers['content-type']) && content.length >= SMALLEST_COMPRESSED;
    const encoding = isWorthIt ? encodingOf(accepted) : undefined;
    const body = encoding === undefined ? content : COMPRESSORS[encoding](content);
    response.writeHead(200, {
      ...headers,
      'content-length': body.length,
      ...(encoding !== undefined && { 'content-encoding': encoding }),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  }
}

/** The best quality takes seconds a megabyte. */
const QUICKLY = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

const COMPRESSORS = {
  br: (content: Buffer) => brotliCompressSync(content, QUICKLY),
  gzip: (content: Buffer) => gzipSync(content),
};

function encodingOf(accepted: string): keyof typeof COMPRESSORS | undefined {
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
