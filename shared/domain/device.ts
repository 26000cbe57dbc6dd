import type { AgentId, Conversation } from './conversation.ts';
import { DAY, type Instant } from './instant.ts';
import type { Locale } from './prospect.ts';

/** A browser, or the application on a phone, where an agent wants to be told that somebody waits. */
export interface Device {
  /** Named after the endpoint: whoever signs in there next takes it over, instead of being told beside the first. */
  id: string;
  agent: AgentId;
  /** Where the browser's maker takes pushes for it. */
  endpoint: string;
  keys: DeviceKeys;
  locale: Locale;
  /** When its application last said that it is there. */
  seenAt: Instant;
}

/** What only this device can open is sealed with them (RFC 8291); both in base64url. */
export interface DeviceKeys {
  /** Its public key: 65 bytes, a point of P-256. */
  p256dh: string;
  /** 16 bytes that only it and we know. */
  auth: string;
}

/** A device whose application was not opened for this long is forgotten: leavers cannot open it any more. */
export const DEVICE_KEPT_FOR = 30 * DAY;

/** The newest count. */
export const DEVICES_OF_AN_AGENT = 10;

/** Of the makers of browsers. Anything else that somebody may name is an address that we would call for them. */
const PUSH_SERVICES =
  /^(fcm\.googleapis\.com|([a-z0-9-]+\.)?push\.services\.mozilla\.com|([a-z0-9-]+\.)*push\.apple\.com|([a-z0-9-]+\.)+notify\.windows\.com)$/;

/** Does this address belong to a push service that browsers use? */
export function isPushService(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, port, username, password } = new URL(endpoint);
  const isPlain = port === '' && username === '' && password === '';
  return protocol === 'https:' && isPlain && PUSH_SERVICES.test(hostname);
}

/** The devices to tell of a conversation: its assignee's, everybody's without one. `present`: who still works here. */
export function devicesToTell(
  devices: readonly Device[],
  { assignee }: Pick<Conversation, 'assignee'>,
  present: ReadonlySet<AgentId>,
  now: Instant,
): readonly Device[] {
  return devices.filter(
    ({ agent, seenAt }) =>
      present.has(agent) && now - seenAt < DEVICE_KEPT_FOR && (assignee === undefined || assignee === agent),
  );
}
