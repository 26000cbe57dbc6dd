import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerUnder, leaves, type HangingAnswers } from './creation-fault.ts';
import type { Fault } from './faults.ts';
import { type Answer, BodyTooLarge, readBody, write } from './http-exchange.ts';
import type { SimulatedMessage } from './message.ts';
import { readAttachments } from './resend-attachment.ts';
import { readEmail } from './resend-creation.ts';
import { newEmail } from './resend-email.ts';
import { resendError, ResendRefusal } from './resend-error.ts';
import { fingerprintOf, ResendIdempotency } from './resend-idempotency.ts';
import { ResendRate } from './resend-rate.ts';
import { attachmentResource, downloadedFile } from './resend-received-file.ts';
import { emailResource, receivedEmailResource } from './resend-resource.ts';
import type { Simulation } from './simulation.ts';

/** Base64 makes 40 MB of attachments a third larger. */
const LARGEST_BODY = 56 * 1024 * 1024;
const LARGEST_BATCH = 100;
const READ = /^\/emails\/(receiving\/)?([\w-]+)$/;
const ATTACHMENT = /^\/emails\/receiving\/([\w-]+)\/attachments\/([\w-]+)$/;
/** Where a file is downloaded, by whoever has the address. */
const DOWNLOAD = /^\/files\/([\w-]+)\/([\w-]+)$/;

/** What a permissive batch says of an e-mail that does not fit. */
interface BatchError {
  index: number;
  message: string;
}

/** Resend's e-mail resource, in its wire format. */
export class ResendSimulator {
  readonly #simulation: Simulation;
  readonly #hanging: HangingAnswers;
  readonly #idempotency: ResendIdempotency;
  readonly #rate: ResendRate;

  constructor(simulation: Simulation, hanging: HangingAnswers) {
    this.#simulation = simulation;
    this.#hanging = hanging;
    this.#idempotency = new ResendIdempotency(simulation);
    this.#rate = new ResendRate(simulation);
  }

  /** `path` is what follows the base URL that the product has. */
  async handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const [, ofEmail = '', file = ''] = DOWNLOAD.exec(path) ?? [];
    if (file !== '')
      return write(response, downloadedFile(this.#simulation.store.messages.get(ofEmail), file));
    const { allowed, headers } = this.#rate.take();
    const { fault, answer } = allowed
      ? await this.#answer(request, path)
      : { fault: undefined, answer: tooMany(headers['ratelimit-limit'] ?? '') };
    const withRate = { ...answer, headers: { ...headers, ...answer.headers } };
    answerUnder(fault, request, response, this.#hanging, withRate);
  }

  async #answer(
    request: IncomingMessage,
    path: string,
  ): Promise<{ fault?: Fault | undefined; answer: Answer }> {
    const refused = this.#refuse(request);
    if (refused) return { answer: refused };
    if (request.method === 'GET')
      return {
        answer: this.#read(path, `http://${request.headers.host}${request.url?.split('/emails/', 1)[0]}`),
      };
    if (request.method !== 'POST' || (path !== '/emails' && path !== '/emails/batch')) {
      return {
        answer: resendError(405, 'method_not_allowed', 'Method is not allowed for the requested path'),
      };
    }
    try {
      return await this.#create(request, path);
    } catch (error) {
      if (error instanceof ResendRefusal) return { answer: error.answer };
      throw error;
    }
  }

  #refuse(request: IncomingMessage): Answer | undefined {
    const { authorization } = request.headers;
    if (!authorization) return resendError(401, 'missing_api_key', 'Missing API Key');
    return authorization === `Bearer ${this.#simulation.options.resend.apiKey}`
      ? undefined
      : resendError(403, 'invalid_api_key', 'API key is invalid');
  }

  /** `base`: the address of this simulator. */
  #read(path: string, base: string): Answer {
    const [, email = '', file] = ATTACHMENT.exec(path) ?? [];
    if (file !== undefined) return attachmentResource(this.#simulation.store.messages.get(email), file, base);
    const [, receiving, id = ''] = READ.exec(path) ?? [];
    const message = this.#simulation.store.messages.get(id);
    return receiving ? receivedEmailResource(message) : emailResource(message);
  }

  async #create(
    request: IncomingMessage,
    path: string,
  ): Promise<{ fault?: Fault | undefined; answer: Answer }> {
    const body = await readJson(request);
    const fault = this.#simulation.faults.strikeCreation('resend', recipientsOf(body));
    if (fault && !leaves(fault)) return { answer: refusal(fault) };
    const key = request.headers['idempotency-key'];
    const answer = await this.#idempotency.once(
      typeof key === 'string' ? key : undefined,
      fingerprintOf(path, body),
      async (remember) => {
        const isPermissive = request.headers['x-batch-validation'] === 'permissive';
        const { messages, errors } = await this.#messagesOf(body, path === '/emails/batch', isPermissive);
        const ids = messages.map(({ providerId }) => ({ id: providerId }));
        const batch = isPermissive ? { data: ids, errors } : { data: ids };
        const created = path === '/emails/batch' ? batch : ids[0];
        this.#simulation.accept(messages, remember(created));
        return { status: 200, body: created };
      },
    );
    return { fault, answer: fault?.mode === 'error' ? refusal(fault) : answer };
  }

  /** `isPermissive`: what does not fit is named by its place, and the others leave. */
  async #messagesOf(
    body: unknown,
    batch: boolean,
    isPermissive: boolean,
  ): Promise<{ messages: SimulatedMessage[]; errors: BatchError[] }> {
    if (!batch) return { messages: [await this.#messageOf(body)], errors: [] };
    if (!Array.isArray(body) || body.length === 0 || body.length > LARGEST_BATCH) {
      throw new ResendRefusal(422, 'validation_error', 'The batch must contain between 1 and 100 emails.');
    }
    const errors: BatchError[] = [];
    const read = await Promise.all(
      body.map(async (email, index) => {
        try {
          return [await this.#batchedMessageOf(email)];
        } catch (error) {
          if (!isPermissive || !(error instanceof ResendRefusal)) throw error;
          errors.push({ index, message: error.message });
          return [];
        }
      }),
    );
    return { messages: read.flat(), errors };
  }

  async #batchedMessageOf(email: unknown): Promise<SimulatedMessage> {
    const message = await this.#messageOf(email);
    if (message.attachments.length === 0) return message;
    throw new ResendRefusal(422, 'validation_error', 'The `attachments` field is not supported in batches.');
  }

  async #messageOf(input: unknown): Promise<SimulatedMessage> {
    const creation = readEmail(input);
    return newEmail(creation, await readAttachments(creation.attachments ?? []), this.#simulation.now());
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  try {
    return JSON.parse(await readBody(request, LARGEST_BODY));
  } catch (error) {
    if (error instanceof BodyTooLarge) throw new ResendRefusal(413, 'validation_error', 'Payload too large');
    if (error instanceof SyntaxError) {
      throw new ResendRefusal(400, 'validation_error', 'The request body is not valid JSON.');
    }
    throw error;
  }
}

function recipientsOf(body: unknown): string[] {
  return [body].flat().flatMap((email) => {
    const to = typeof email === 'object' && email !== null && 'to' in email ? email.to : [];
    return [to].flat().filter((address) => typeof address === 'string');
  });
}

function refusal(fault: Fault): Answer {
  if (fault.mode === 'busy') {
    return resendError(429, 'rate_limit_exceeded', 'Too many requests.', {
      'retry-after': String(fault.retryAfter ?? 2),
    });
  }
  if (fault.mode === 'error') {
    const name = fault.status === 503 ? 'application_error' : 'internal_server_error';
    return resendError(fault.status ?? 500, name, 'An unexpected error occurred.');
  }
  const name = fault.errorCode ?? 'validation_error';
  return resendError(422, name, `Invalid \`to\` field (${name}).`);
}

function tooMany(limit: string): Answer {
  return resendError(
    429,
    'rate_limit_exceeded',
    `Too many requests. You can only make ${limit} requests per second.`,
  );
}
