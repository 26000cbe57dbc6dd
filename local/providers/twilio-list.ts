import type { Answer } from './http-exchange.ts';
import { currentStatus, type SimulatedMessage } from './message.ts';
import { TWILIO_API_VERSION, twilioAddress } from './twilio-callback.ts';
import { twilioError } from './twilio-error.ts';
import { messageResource } from './twilio-resource.ts';

const DEFAULT_PAGE = 50;
const LARGEST_PAGE = 1000;

/** A page of `GET Messages.json`, the newest first. */
export function listMessages(
  messages: Iterable<SimulatedMessage>,
  query: URLSearchParams,
  accountSid: string,
): Answer {
  const size = Math.min(Number(query.get('PageSize') ?? DEFAULT_PAGE), LARGEST_PAGE);
  const page = Number(query.get('Page') ?? 0);
  if (!Number.isInteger(size) || size < 1 || !Number.isInteger(page) || page < 0) {
    return twilioError(400, 20006, 'Invalid page or page size');
  }
  const found = [...messages].filter(filterOf(query)).toReversed();
  const start = page * size;
  const shown = found.slice(start, start + size);
  const uri = (number: number) => pageUri(query, accountSid, number, size);
  return {
    status: 200,
    body: {
      messages: shown.map((message) => messageResource(message, accountSid)),
      end: Math.max(start, start + shown.length - 1),
      start,
      page,
      page_size: size,
      uri: uri(page),
      first_page_uri: uri(0),
      next_page_uri: start + size < found.length ? uri(page + 1) : null,
      previous_page_uri: page > 0 ? uri(page - 1) : null,
    },
  };
}

function pageUri(query: URLSearchParams, accountSid: string, page: number, size: number): string {
  const asked = new URLSearchParams(query);
  asked.set('PageSize', String(size));
  asked.set('Page', String(page));
  return `/${TWILIO_API_VERSION}/Accounts/${accountSid}/Messages.json?${asked.toString()}`;
}

type Filter = (message: SimulatedMessage) => boolean;

function filterOf(query: URLSearchParams): Filter {
  const filters = [...query].flatMap(([name, value]) => {
    const filter = FILTERS[name]?.(value);
    return filter ? [filter] : [];
  });
  return (message) => message.provider === 'twilio' && filters.every((filter) => filter(message));
}

/** `DateSent>=2026-11-10` arrives as the name `DateSent>`. Bounds are inclusive, a bare day is the whole day in UTC. */
const FILTERS: Readonly<Record<string, (value: string) => Filter>> = {
  To: (value) => (message) => message.to.some((to) => twilioAddress(message, to) === withPlus(value)),
  From: (value) => (message) => twilioAddress(message, message.from) === withPlus(value),
  DateSent: (value) => (message) => isoDate(message).startsWith(value.slice(0, 10)),
  'DateSent>': (value) => (message) => isoDate(message) >= comparable(value, '00:00:00.000Z'),
  'DateSent<': (value) => (message) => isoDate(message) <= comparable(value, '23:59:59.999Z'),
};

/** A `+` that was not escaped in a query arrives as a space. */
function withPlus(address: string): string {
  return address.replace(/^(whatsapp:)? /, '$1+');
}

function comparable(value: string, time: string): string {
  const instant = value.length === 10 ? `${value}T${time}` : value;
  return Number.isNaN(Date.parse(instant)) ? instant : new Date(instant).toISOString();
}

function isoDate(message: SimulatedMessage): string {
  const sent = message.history.find((change) => change.status !== 'queued') ?? currentStatus(message);
  return new Date(sent.at).toISOString();
}
