import type { IncomingMessage } from 'node:http';
import type * as z from 'zod';
import { eventSchema, replySchema, RESEND_EVENTS, TWILIO_EVENTS, verdictSchema } from './control-schemas.ts';
import { faultSchema } from './faults.ts';
import { type Answer, BodyTooLarge, problem, readBody } from './http-exchange.ts';
import { SIMULATED_CHANNELS, SIMULATED_PROVIDERS, type SimulatedMessage } from './message.ts';
import { outbox } from './outbox.ts';
import { receiveReply } from './replies.ts';
import { BOUNCE_TYPES } from './resend-event.ts';
import { settingsSchema } from './settings.ts';
import type { Simulation } from './simulation.ts';

const LARGEST_BODY = 1024 * 1024;

type Action = (simulation: Simulation, request: IncomingMessage, url: URL) => Answer | Promise<Answer>;

/** What people and tests do with the simulators, by method and path. */
export const CONTROLS: Readonly<Record<string, Action>> = {
  'GET /_local/outbox': (simulation, _request, url) => readOutbox(simulation, url.searchParams),
  'POST /_local/events': (simulation, request) =>
    withBody(request, eventSchema, (event) => happen(simulation, event)),
  'POST /_local/replies': (simulation, request) =>
    withBody(request, replySchema, async (reply) => {
      const received = await receiveReply(simulation, reply);
      return received
        ? { status: 202, body: received }
        : fieldProblem(
            'to',
            'Nothing was sent to this address on this channel: say which sender it writes to',
          );
    }),
  'GET /_local/contents': ({ store }) => ({ status: 200, body: { items: [...store.contents.values()] } }),
  'POST /_local/contents': (simulation, request) =>
    withBody(request, verdictSchema, (verdict) => decide(simulation, verdict)),
  'GET /_local/settings': (simulation) => ({ status: 200, body: simulation.store.settings }),
  'POST /_local/settings': (simulation, request) =>
    withBody(request, settingsSchema, (changes) => {
      const given = Object.entries(changes).filter(([, value]) => value !== undefined);
      simulation.changeSettings(Object.fromEntries(given));
      return { status: 200, body: simulation.store.settings };
    }),
  'GET /_local/faults': (simulation) => ({ status: 200, body: { items: simulation.faults.list() } }),
  'POST /_local/faults': (simulation, request) =>
    withBody(request, faultSchema, (fault) => {
      if (fault.provider === 'twilio' && fault.errorCode !== undefined && !/^\d{5}$/.test(fault.errorCode)) {
        return fieldProblem('errorCode', 'Twilio’s codes are five digits');
      }
      return { status: 201, body: simulation.faults.add(fault) };
    }),
  'DELETE /_local/faults': (simulation, _request, url) => {
    const provider = SIMULATED_PROVIDERS.find((name) => name === url.searchParams.get('provider'));
    simulation.faults.clear(provider);
    return { status: 204 };
  },
};

function readOutbox(simulation: Simulation, query: URLSearchParams): Answer {
  const channel = query.get('channel');
  if (channel !== null && !(SIMULATED_CHANNELS as readonly string[]).includes(channel)) {
    return fieldProblem('channel', `One of ${SIMULATED_CHANNELS.join(', ')}`);
  }
  return { status: 200, body: { items: outbox(simulation.store.messages.values(), query) } };
}

/** Meta decides about a template now, or changes its mind. */
function decide(simulation: Simulation, { contentSid, ...verdict }: z.infer<typeof verdictSchema>): Answer {
  const { store } = simulation;
  const content = store.contents.get(contentSid);
  if (!content?.approval)
    return problem(404, 'unknown-content', `Nobody asked Meta to approve a content ${contentSid}`);
  const approval = { ...content.approval, verdict: { ...verdict, saidAt: simulation.now() } };
  store.commit([{ kind: 'content', value: { ...content, approval } }]);
  return { status: 200, body: { contentSid, ...verdict } };
}

async function happen(simulation: Simulation, event: z.infer<typeof eventSchema>): Promise<Answer> {
  const message = simulation.store.messages.get(event.providerId);
  if (message?.direction !== 'outbound') {
    return problem(404, 'unknown-provider-id', `No provider accepted a message ${event.providerId}`);
  }
  const refused = refuseEvent(message, event);
  if (refused) return refused;
  const { event: status, errorCode, link } = event;
  const usual = status === 'undelivered' || status === 'failed' ? usualError(message) : undefined;
  const webhook = await simulation.happen(message, { status, errorCode: errorCode ?? usual }, { link });
  const { providerId } = message;
  if (webhook) return { status: 202, body: { providerId, event: status, webhook } };
  const reason =
    message.provider === 'twilio' && !message.statusCallback ? 'no-status-callback' : 'callback-lost';
  return { status: 202, body: { providerId, event: status, notSent: reason } };
}

function refuseEvent(
  message: SimulatedMessage,
  { event, errorCode }: z.infer<typeof eventSchema>,
): Answer | undefined {
  const possible: readonly string[] = message.provider === 'resend' ? RESEND_EVENTS : TWILIO_EVENTS;
  if (!possible.includes(event) || (event === 'read' && message.channel === 'sms')) {
    const known = possible.filter((name) => name !== 'read' || message.channel !== 'sms');
    return fieldProblem('event', `This does not happen on ${message.channel}: one of ${known.join(', ')}`);
  }
  if (message.provider === 'twilio' && errorCode !== undefined && !/^\d{5}$/.test(errorCode)) {
    return fieldProblem('errorCode', 'Twilio’s codes are five digits');
  }
  const bounce: readonly string[] = BOUNCE_TYPES;
  return event === 'bounced' && errorCode !== undefined && !bounce.includes(errorCode)
    ? fieldProblem('errorCode', `A bounce is one of ${BOUNCE_TYPES.join(', ')}`)
    : undefined;
}

/** What phones most often fail with. */
function usualError(message: SimulatedMessage): string | undefined {
  if (message.provider === 'resend') return undefined;
  return message.channel === 'whatsapp' ? '63024' : '30003';
}

async function withBody<Schema extends z.ZodType>(
  request: IncomingMessage,
  schema: Schema,
  act: (body: z.output<Schema>) => Answer | Promise<Answer>,
): Promise<Answer> {
  try {
    const text = await readBody(request, LARGEST_BODY);
    const read = schema.safeParse(JSON.parse(text === '' ? '{}' : text));
    if (read.success) return await act(read.data);
    const errors = read.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
    return problem(400, 'invalid-body', 'The body does not fit', errors);
  } catch (error) {
    if (error instanceof SyntaxError) return problem(400, 'invalid-json', 'The body is not JSON');
    if (error instanceof BodyTooLarge) return problem(413, 'body-too-large', error.message);
    throw error;
  }
}

function fieldProblem(path: string, message: string): Answer {
  return problem(400, 'invalid-value', message, [{ path, message }]);
}
