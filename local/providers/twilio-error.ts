import type { Fault } from './faults.ts';
import type { Answer } from './http-exchange.ts';

/** An error as Twilio's REST API writes it. */
export function twilioError(
  status: number,
  code: number,
  message: string,
  headers?: Readonly<Record<string, string>>,
): Answer {
  return {
    status,
    headers,
    body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
  };
}

/** What Twilio says when it refuses a creation with these codes. */
export const REFUSALS: Readonly<Record<string, string>> = {
  '21211': "Invalid 'To' Phone Number",
  '21408': "Permission to send an SMS has not been enabled for the region indicated by the 'To' number",
  '21606':
    "The 'From' phone number provided is not a valid message-capable Twilio phone number for this destination",
  '21610': 'Attempt to send to unsubscribed recipient',
  '21611': "This 'From' number has exceeded the maximum number of queued messages",
  '21612': "Message cannot be sent with the current combination of 'To' and/or 'From' parameters",
  '21614': "'To' number is not a valid mobile number",
  '21617': 'The concatenated message body exceeds the 1600 character limit',
  '63003': 'Channel could not find To address',
  '63007': 'Twilio could not find a Channel with the specified From address',
};

/** What a fault makes Twilio say to who sends something to this address. */
export function refusal(fault: Fault, to: string): Answer {
  if (fault.mode === 'busy') {
    return twilioError(429, 20429, 'Too Many Requests', { 'retry-after': String(fault.retryAfter ?? 2) });
  }
  if (fault.mode === 'error') {
    const status = fault.status ?? 500;
    return twilioError(status, status === 500 ? 20500 : 20503, 'An internal server error has occurred');
  }
  const code = fault.errorCode ?? '21211';
  const said = REFUSALS[code] ?? `Error ${code}`;
  return twilioError(400, Number(code), code === '21211' ? `${said}: ${to}` : said);
}

export function notFound(path: string): Answer {
  return twilioError(404, 20404, `The requested resource ${path} was not found`);
}
