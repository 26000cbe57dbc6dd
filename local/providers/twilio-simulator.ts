import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { showContent } from './content.ts';
import { answerUnder, leaves, type HangingAnswers } from './creation-fault.ts';
import { type Answer, BodyTooLarge, readBody, write } from './http-exchange.ts';
import type { SimulatedMessage } from './message.ts';
import { segmentsOf } from './segment-count.ts';
import type { Simulation } from './simulation.ts';
import { readCreation, type TwilioCreation } from './twilio-creation.ts';
import { TwilioContents } from './twilio-contents.ts';
import { notFound, refusal, twilioError } from './twilio-error.ts';
import { listMessages } from './twilio-list.ts';
import { mediaResource } from './twilio-media.ts';
import { messageResource } from './twilio-resource.ts';

const PATH = /^\/2010-04-01\/Accounts\/([^/]+)\/Messages(?:\/([^/.]+))?\.json$/;
const MEDIA = /^\/2010-04-01\/Accounts\/([^/]+)\/Messages\/([^/]+)\/Media\/ME0*(\d{1,2})$/;
const LARGEST_FORM = 256 * 1024;

/** Twilio's Messages and Content resources, in their wire formats. */
export class TwilioSimulator {
  readonly #simulation: Simulation;
  readonly #hanging: HangingAnswers;
  readonly #contents: TwilioContents;

  constructor(simulation: Simulation, hanging: HangingAnswers) {
    this.#simulation = simulation;
    this.#hanging = hanging;
    this.#contents = new TwilioContents(simulation);
  }

  /** `path` is what follows the base URL that the product has. */
  async handle(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    query: URLSearchParams,
  ): Promise<void> {
    if (!this.#isOwner(request)) return write(response, twilioError(401, 20003, 'Authenticate'));
    if (path.startsWith('/v1/')) return this.#handleContent(request, response, path, query);
    const [, owner, ofMessage = '', index] = MEDIA.exec(path) ?? [];
    if (owner === this.#simulation.options.twilio.accountSid)
      return write(
        response,
        mediaResource(this.#simulation.store.messages.get(ofMessage), Number(index)) ?? notFound(path),
      );
    const [, accountSid, messageSid] = PATH.exec(path) ?? [];
    if (accountSid !== this.#simulation.options.twilio.accountSid) return write(response, notFound(path));
    if (request.method === 'GET') return write(response, this.#read(messageSid, query));
    if (request.method !== 'POST' || messageSid) {
      return write(response, twilioError(405, 20004, 'Method not allowed'));
    }
    await this.#create(request, response);
  }

  #isOwner(request: IncomingMessage): boolean {
    const { accountSid, authToken } = this.#simulation.options.twilio;
    const expected = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
    return request.headers.authorization === expected;
  }

  async #handleContent(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    query: URLSearchParams,
  ): Promise<void> {
    if (request.method === 'GET') {
      const base = (request.url ?? '').split('/v1/', 1)[0] ?? '';
      const address = `http://${request.headers.host}${base}`;
      return write(response, this.#contents.read(path, query, address));
    }
    if (request.method === 'DELETE') return write(response, this.#contents.remove(path));
    if (request.method !== 'POST') return write(response, twilioError(405, 20004, 'Method not allowed'));
    const body = await readText(request);
    if (body === undefined) return write(response, twilioError(413, 20413, 'Request entity too large'));
    const asked = path.endsWith('/whatsapp') ? 'approval' : 'content';
    const fault = this.#simulation.faults.strikeCreation('twilio', [asked]);
    if (fault && !leaves(fault)) return write(response, refusal(fault, path));
    const created = this.#contents.create(path, body);
    const answer = fault?.mode === 'error' ? refusal(fault, path) : created;
    answerUnder(fault, request, response, this.#hanging, answer);
  }

  #read(messageSid: string | undefined, query: URLSearchParams): Answer {
    const { store, options } = this.#simulation;
    const { accountSid } = options.twilio;
    if (!messageSid) return listMessages(store.messages.values(), query, accountSid);
    const message = store.messages.get(messageSid);
    if (message?.provider !== 'twilio') {
      return notFound(`/2010-04-01/Accounts/${accountSid}/Messages/${messageSid}.json`);
    }
    return { status: 200, body: messageResource(message, accountSid) };
  }

  async #create(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readText(request);
    if (body === undefined) return write(response, twilioError(413, 20413, 'Request entity too large'));
    const form = new URLSearchParams(body);
    const fault = this.#simulation.faults.strikeCreation('twilio', form.getAll('To'));
    if (fault && !leaves(fault)) return write(response, refusal(fault, form.get('To') ?? ''));
    const read = readCreation(form);
    if ('error' in read) return write(response, read.error);
    const { template } = read.creation;
    const content = template && this.#simulation.store.contents.get(template.contentSid);
    if (template && !content) return write(response, twilioError(400, 21655, 'The ContentSid is Invalid'));
    const shown = content ? showContent(content, template.variables) : { text: read.creation.body };
    const message = this.#messageOf(read.creation, shown);
    this.#simulation.accept([message]);
    const answer =
      fault?.mode === 'error'
        ? refusal(fault, form.get('To') ?? '')
        : { status: 201, body: messageResource(message, this.#simulation.options.twilio.accountSid) };
    answerUnder(fault, request, response, this.#hanging, answer);
  }

  #messageOf(
    creation: TwilioCreation,
    shown: Pick<SimulatedMessage, 'text' | 'header' | 'footer' | 'buttons'>,
  ): SimulatedMessage {
    const { channel, to, from, media, template, statusCallback, messagingServiceSid } = creation;
    const at = this.#simulation.now();
    return {
      providerId: `${media.length > 0 ? 'MM' : 'SM'}${randomBytes(16).toString('hex')}`,
      provider: 'twilio',
      channel,
      direction: 'outbound',
      to: [to],
      from,
      ...shown,
      media,
      attachments: [],
      template,
      segments: channel === 'sms' ? segmentsOf(shown.text ?? '') : 1,
      statusCallback,
      messagingServiceSid,
      acceptedAt: at,
      history: [{ status: 'queued', at }],
    };
  }
}

async function readText(request: IncomingMessage): Promise<string | undefined> {
  try {
    return await readBody(request, LARGEST_FORM);
  } catch (error) {
    if (error instanceof BodyTooLarge) return undefined;
    throw error;
  }
}
