import type { SuppressionReason } from '../../../domain/address-facts.ts';

/** What a Twilio error means for the attempt, the address and us. Codes: https://www.twilio.com/docs/api/errors */
export interface TwilioErrorMeaning {
  /** The address is bad for good on this channel, or the person stopped. */
  suppress?: SuppressionReason;
  /** Our own account or sender is wrong: nothing about the person. */
  misconfigured?: boolean;
  /** Safe to try again: nothing left. */
  busy?: boolean;
}

const INVALID = new Set(['21211', '21614', '30005', '30006', '63003', '63024']);
const MISCONFIGURED = new Set(['21408', '21606', '21612', '21655', '63007']);
const BUSY = new Set(['20429', '21611']);

export function meaningOf(code: string): TwilioErrorMeaning {
  if (code === '21610') return { suppress: 'opted-out' };
  if (INVALID.has(code)) return { suppress: 'invalid' };
  if (MISCONFIGURED.has(code)) return { misconfigured: true };
  return BUSY.has(code) ? { busy: true } : {};
}

const REASONS: Readonly<Record<string, string>> = {
  '21211': 'The number is not a valid phone number.',
  '21408': 'Sending to this country is not enabled for the account.',
  '21606': 'The sender cannot send to this number.',
  '21610': 'The person has replied STOP to this sender.',
  '21612': 'The sender cannot reach this number.',
  '21614': 'The number is not a mobile number.',
  '21617': 'The text is too long.',
  '21655': 'The account has no such WhatsApp template.',
  '21656': 'The template’s variables do not fit.',
  '30001': 'The provider’s queue is full.',
  '30003': 'The phone is unreachable: switched off or out of range.',
  '30004': 'The message was blocked by the carrier or the person.',
  '30005': 'The number does not exist.',
  '30006': 'The number is a landline or cannot receive messages.',
  '30007': 'The carrier filtered the message.',
  '30008': 'The carrier did not say why it was not delivered.',
  '63003': 'The number is not on WhatsApp.',
  '63005': 'WhatsApp refused the content.',
  '63007': 'The WhatsApp sender is not known to the account.',
  '63013': 'The message breaks WhatsApp’s policy.',
  '63016': 'WhatsApp’s 24-hour window is closed: a template is needed.',
  '63024': 'The recipient cannot be written to on WhatsApp.',
  '63027': 'The template does not exist in this language.',
  '63028': 'The template’s variables do not fit.',
};

export function reasonOf(code: string, otherwise = 'The provider gave no reason.'): string {
  return REASONS[code] ?? otherwise;
}
