import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerUnder, leaves, type HangingAnswers } from './creation-fault.ts';
import type { Fault } from './faults.ts';
import { type Answer, BodyTooLarge, readBody, write } from './http-exchange.ts';
import type { SimulatedMessage } from './message.ts';
import { segmentsOf } from './segment-count.ts';
import type { Simulation } from './simulation.ts';
import { showTemplate } from './template-text.ts';
import { readCreation, type TwilioCreation } from './twilio-creation.ts';
import { REFUSALS, twilioError } from './twilio-error.ts';
import { listMessages } from './twilio-list.ts';
import { messageResource } from './twilio-resource.ts';

const PATH = /^\/2010-04-01\/Accounts\/([^/]+)\/Messages(?:\/([^/.]+))?\.json$/;
const LARGEST_FORM = 256 * 1024;

/** Twilio's Messages resource, in its wire format. */
export class TwilioSimulator {
  readonly #simulation: Simulation;
  readonly #hanging: HangingAnswers;

  constructor(simulation: Simulation, hanging: HangingAnswers) {
    this.#simulation = simulation;
    this.#hanging = hanging;
  }

  /** `path` is what follows the base URL that the product has. */
  async handle(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    query: URLSearchParams,
  ): Promise<void> {
    const [, accountSid, messageSid] = PATH.exec(path) ?? [];
    const refused = this.#refuse(request, accountSid, path);
    if (refused) return write(response, refused);
    if (request.method === 'GET') return write(response, this.#read(messageSid, query));
    if (request.method !== 'POST' || messageSid) {
      return write(response, twilioError(405, 20004, 'Method not allowed'));
    }
    await this.#create(request, response);
  }

  #refuse(request: IncomingMessage, accountSid: string | undefined, path: string): Answer | undefined {
    const { accountSid: owner, authToken } = this.#simulation.options.twilio;
    const expected = `Basic ${Buffer.from(`${owner}:${authToken}`).toString('base64')}`;
    if (request.headers.authorization !== expected) return twilioError(401, 20003, 'Authenticate');
    return accountSid === owner ? undefined : notFound(path);
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
    const form = await readForm(request);
    if (!form) return write(response, twilioError(413, 20413, 'Request entity too large'));
    const fault = this.#simulation.faults.strikeCreation('twilio', form.getAll('To'));
    if (fault && !leaves(fault)) return write(response, refusal(fault, form));
    const read = readCreation(form);
    if ('error' in read) return write(response, read.error);
    const message = this.#messageOf(read.creation);
    this.#simulation.accept([message]);
    const answer =
      fault?.mode === 'error'
        ? refusal(fault, form)
        : { status: 201, body: messageResource(message, this.#simulation.options.twilio.accountSid) };
    answerUnder(fault, request, response, this.#hanging, answer);
  }

  #messageOf(creation: TwilioCreation): SimulatedMessage {
    const { channel, to, from, media, template, statusCallback, messagingServiceSid } = creation;
    const content = template && this.#simulation.options.contents?.[template.contentSid];
    const text = template ? showTemplate(template, content) : creation.body;
    const at = this.#simulation.now();
    return {
      providerId: `${media.length > 0 ? 'MM' : 'SM'}${randomBytes(16).toString('hex')}`,
      provider: 'twilio',
      channel,
      direction: 'outbound',
      to: [to],
      from,
      text,
      media,
      attachments: [],
      template,
      buttons: content?.buttons,
      segments: channel === 'sms' ? segmentsOf(text ?? '') : 1,
      statusCallback,
      messagingServiceSid,
      acceptedAt: at,
      history: [{ status: 'queued', at }],
    };
  }
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  try {
    return new URLSearchParams(await readBody(request, LARGEST_FORM));
  } catch (error) {
    if (error instanceof BodyTooLarge) return undefined;
    throw error;
  }
}

function refusal(fault: Fault, form: URLSearchParams): Answer {
  if (fault.mode === 'busy') {
    return twilioError(429, 20429, 'Too Many Requests', { 'retry-after': String(fault.retryAfter ?? 2) });
  }
  if (fault.mode === 'error') {
    const status = fault.status ?? 500;
    return twilioError(status, status === 500 ? 20500 : 20503, 'An internal server error has occurred');
  }
  const code = fault.errorCode ?? '21211';
  const said = REFUSALS[code] ?? `Error ${code}`;
  return twilioError(400, Number(code), code === '21211' ? `${said}: ${form.get('To') ?? ''}` : said);
}

function notFound(path: string): Answer {
  return twilioError(404, 20404, `The requested resource ${path} was not found`);
}
