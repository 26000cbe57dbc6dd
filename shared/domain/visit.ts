import type { Attempt } from './attempt.ts';
import { type Instant, SECOND } from './instant.ts';

/** What loaded the picture of an e-mail that counts openings, or followed one of its links. */
export interface Visitor {
  userAgent?: string | undefined;
  ipAddress?: string | undefined;
}

/**
 * How sure it is that a person was there. `person`: software of a person. `likely`: a webmail's proxy, which loads
 * pictures when somebody looks, and sometimes before. `machine`: nobody has to have looked.
 */
export type Confidence = 'person' | 'likely' | 'machine';

/** Apple's Mail Privacy Protection loads every picture on arrival, under this name alone and from many addresses. */
const APPLE_MAIL_PRIVACY = /^Mozilla\/5\.0$/;
/** Addresses of Apple itself: 17.0.0.0/8. */
const APPLE_NETWORK = /^17\./;
/** Gmail's look at pictures ahead of anybody's: a Chrome that calls itself the first Edge. */
const GMAIL_AHEAD = /Edge\/12\.246 Mozilla\/5\.0$/;
/** Gmail's and Yahoo's proxies load a picture when the e-mail is shown, in the name of the person. */
const WEBMAIL_PROXY = /GoogleImageProxy|YahooMailProxy/;
/** Mail gateways that look at what links lead to, previews of messengers, and programs without a browser. */
const ANNOUNCED_MACHINE =
  /bot\b|crawl|spider|preview|prefetch|scan|barracuda|mimecast|proofpoint|cisco|symantec|fireeye|trendmicro|python|curl|wget|headless|java\/|go-http|okhttp|axios|node-fetch/i;

/** What the visitor's own words say of it. One that says nothing at all is none of a person. */
export function confidenceIn({ userAgent, ipAddress }: Visitor): Confidence {
  // Providers have told of visits without their visitor: then nothing speaks against a person.
  if (userAgent === undefined) return 'person';
  const isMachine = [APPLE_MAIL_PRIVACY, GMAIL_AHEAD, ANNOUNCED_MACHINE].some((name) => name.test(userAgent));
  if (userAgent === '' || isMachine || APPLE_NETWORK.test(ipAddress ?? '')) return 'machine';
  return WEBMAIL_PROXY.test(userAgent) ? 'likely' : 'person';
}

/** Security gateways follow every link, and proxies load ahead, while the e-mail arrives; nobody reads as fast. */
const TOO_SOON = 5 * SECOND;

/**
 * Was somebody there, as far as can be known? A person's own mail program may show an e-mail at once; a link that is
 * followed within seconds of the delivery was followed by a machine, whatever it calls itself.
 */
export function isByPerson(
  visit: { status: 'opened' | 'clicked'; at: Instant; confidence: Confidence },
  { events }: Pick<Attempt, 'events'>,
): boolean {
  if (visit.confidence === 'machine') return false;
  if (visit.status === 'opened' && visit.confidence === 'person') return true;
  const arrived = events.delivered?.at ?? events.sent?.at;
  return arrived === undefined || visit.at - arrived >= TOO_SOON;
}
