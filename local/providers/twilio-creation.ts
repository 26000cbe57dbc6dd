import type { Answer } from './http-exchange.ts';
import type { SimulatedTemplate } from './message.ts';
import { REFUSALS, twilioError } from './twilio-error.ts';

/** What a creation asks for, once it is known to be right. */
export interface TwilioCreation {
  readonly channel: 'sms' | 'whatsapp';
  readonly to: string;
  /** The sender, or the messaging service that chooses one. */
  readonly from: string;
  readonly messagingServiceSid?: string | undefined;
  readonly body?: string | undefined;
  readonly media: readonly string[];
  readonly template?: SimulatedTemplate | undefined;
  readonly statusCallback?: string | undefined;
}

const E164 = /^\+[1-9]\d{6,14}$/;
const SENDER = /^(?:\+[1-9]\d{6,14}|\d{3,8}|(?=.*[A-Za-z])[\w &+-]{1,11})$/;
const LONGEST_BODY = 1600;
const MOST_MEDIA = 10;

/** Reads the form of a creation. @returns Twilio's own error when it does not fit. */
export function readCreation(form: URLSearchParams): { creation: TwilioCreation } | { error: Answer } {
  const refused =
    refuseAddresses(form) ?? refuseContent(form) ?? refuseTemplate(form) ?? refuseCallback(form);
  if (refused) return { error: refused };
  const service = form.get('MessagingServiceSid') ?? undefined;
  const contentSid = form.get('ContentSid');
  return {
    creation: {
      channel: isWhatsApp(form.get('To')) ? 'whatsapp' : 'sms',
      to: bare(form.get('To') ?? ''),
      from: bare(form.get('From') ?? service ?? ''),
      messagingServiceSid: service,
      body: form.get('Body') ?? undefined,
      media: form.getAll('MediaUrl'),
      template: contentSid ? { contentSid, variables: variablesOf(form) ?? {} } : undefined,
      statusCallback: form.get('StatusCallback') ?? undefined,
    },
  };
}

function refuseAddresses(form: URLSearchParams): Answer | undefined {
  const to = form.get('To');
  const from = form.get('From');
  if (!to) return twilioError(400, 21604, "A 'To' phone number is required.");
  if (!from && !form.get('MessagingServiceSid')) {
    return twilioError(400, 21603, "A 'From' phone number is required.");
  }
  if (!E164.test(bare(to))) return twilioError(400, 21211, `${REFUSALS['21211']}: ${to}`);
  if (!from) return undefined;
  if (!SENDER.test(bare(from))) {
    return twilioError(400, 21212, `Invalid From Number (caller ID): ${from}`);
  }
  if (isWhatsApp(to) !== isWhatsApp(from)) {
    return twilioError(400, 21910, 'Invalid From and To pair. From and To should be of the same channel');
  }
  return bare(to) === bare(from)
    ? twilioError(400, 21266, "'To' and 'From' number cannot be the same")
    : undefined;
}

function refuseContent(form: URLSearchParams): Answer | undefined {
  const body = form.get('Body') ?? '';
  if (!body && !form.get('MediaUrl') && !form.get('ContentSid')) {
    return twilioError(400, 21619, 'A text message body or media urls must be specified.');
  }
  if (body.length > LONGEST_BODY) {
    return twilioError(400, 21617, 'The concatenated message body exceeds the 1600 character limit');
  }
  const media = form.getAll('MediaUrl');
  if (media.length > MOST_MEDIA)
    return twilioError(400, 21623, 'Number of media files exceeds allowed limit');
  return media.every(isUrl) ? undefined : twilioError(400, 21620, 'Invalid media URL(s)');
}

function refuseTemplate(form: URLSearchParams): Answer | undefined {
  const contentSid = form.get('ContentSid');
  if (contentSid && !/^HX[0-9a-f]{32}$/i.test(contentSid)) {
    return twilioError(400, 21655, 'The ContentSid is Invalid');
  }
  return variablesOf(form)
    ? undefined
    : twilioError(400, 21656, 'The Content Variables parameter is invalid.');
}

function refuseCallback(form: URLSearchParams): Answer | undefined {
  const callback = form.get('StatusCallback');
  return callback === null || isUrl(callback)
    ? undefined
    : twilioError(400, 21609, `The 'StatusCallback' URL ${callback} is not a valid URL.`);
}

function variablesOf(form: URLSearchParams): Record<string, string> | undefined {
  try {
    const read: unknown = JSON.parse(form.get('ContentVariables') ?? '{}');
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return undefined;
    return Object.fromEntries(Object.entries(read).map(([name, value]) => [name, String(value)]));
  } catch {
    return undefined;
  }
}

function isUrl(text: string): boolean {
  return /^https?:\/\/[^/]/.test(text) && URL.canParse(text);
}

function isWhatsApp(address: string | null): boolean {
  return address?.startsWith('whatsapp:') ?? false;
}

function bare(address: string): string {
  return address.replace(/^whatsapp:/, '').trim();
}
