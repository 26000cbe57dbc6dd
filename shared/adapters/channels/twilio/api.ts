import BaseTwilio from 'twilio/lib/base/BaseTwilio.js';
import Domain from 'twilio/lib/base/Domain.js';
import Version from 'twilio/lib/base/Version.js';
import type V2010 from 'twilio/lib/rest/api/V2010.js';
import {
  MessageListInstance,
  type MessageListInstance as Messages,
} from 'twilio/lib/rest/api/v2010/account/message.js';
import { TwilioHttpClient } from './http-client.ts';

const TWILIO = 'https://api.twilio.com';

/**
 * The messages resource of the Twilio SDK, without the rest of it: the package's root weighs 3.7 MB and 140 ms of
 * start.
 */
export function twilioMessages(
  { accountSid, authToken }: { accountSid: string; authToken: string },
  baseUrl = TWILIO,
): Messages {
  const client = new BaseTwilio.Client(accountSid, authToken, {
    httpClient: new TwilioHttpClient() as never,
  });
  const domain = new Domain.default(client, baseUrl);
  const version = new Version.default(domain, '2010-04-01');
  return MessageListInstance(version as V2010.default, accountSid);
}
