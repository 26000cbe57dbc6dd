import { currentStatus, type SimulatedMessage } from './message.ts';
import { TWILIO_API_VERSION, twilioAddress, twilioErrorMessage } from './twilio-callback.ts';

/** A message as Twilio's REST API shows it. */
export function messageResource(message: SimulatedMessage, accountSid: string): object {
  const { providerId, acceptedAt, history } = message;
  const status = currentStatus(message);
  const sent = message.direction === 'inbound' ? { at: acceptedAt } : history.find(isOnItsWay);
  const uri = `/${TWILIO_API_VERSION}/Accounts/${accountSid}/Messages/${providerId}`;
  return {
    account_sid: accountSid,
    api_version: TWILIO_API_VERSION,
    body: message.text ?? '',
    date_created: rfc2822(acceptedAt),
    date_sent: sent ? rfc2822(sent.at) : null,
    date_updated: rfc2822(status.at),
    direction: message.direction === 'inbound' ? 'inbound' : 'outbound-api',
    error_code: status.errorCode === undefined ? null : Number(status.errorCode),
    error_message: status.errorCode === undefined ? null : twilioErrorMessage(status.errorCode),
    from: message.from === message.messagingServiceSid ? null : twilioAddress(message, message.from),
    messaging_service_sid: message.messagingServiceSid ?? null,
    num_media: String(message.media.length),
    num_segments: String(message.segments),
    price: null,
    price_unit: 'USD',
    sid: providerId,
    status: status.status,
    subresource_uris: { media: `${uri}/Media.json` },
    tags: null,
    to: twilioAddress(message, message.to[0] ?? ''),
    uri: `${uri}.json`,
  };
}

function isOnItsWay(change: { status: string }): boolean {
  return change.status !== 'queued' && change.status !== 'accepted';
}

/** `Tue, 10 Nov 2026 14:00:00 +0000`. */
function rfc2822(at: number): string {
  return new Date(at).toUTCString().replace('GMT', '+0000');
}
