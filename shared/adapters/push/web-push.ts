import { createECDH, randomBytes } from 'node:crypto';
import { isPushService, type Device } from '../../domain/device.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Push, PushOutcome, PushSender } from '../../ports/push-sender.ts';
import type { Secrets } from '../../ports/secrets.ts';
import { sealPush } from './seal-push.ts';
import { vapidHeader } from './vapid.ts';

export interface WebPushOptions {
  secrets: Secrets;
  clock: Clock;
  /** Ours, for push services to find us. */
  contact: string;
  /** Stands in for all push services: `<baseUrl>/<host><path>`. */
  baseUrl: string | undefined;
}

const TIME_OUT = 5_000;
/** The address was taken back. */
const GONE = new Set([404, 410]);

/** Web Push (RFC 8030), sealed and signed. */
export class WebPush implements PushSender {
  readonly #options: WebPushOptions;

  constructor(options: WebPushOptions) {
    this.#options = options;
  }

  async send({ endpoint, keys }: Device, { text, topic, keptFor }: Push): Promise<PushOutcome> {
    const { secrets, clock, contact, baseUrl } = this.#options;
    if (!isPushService(endpoint)) return 'refused';
    const { origin, host, pathname, search } = new URL(endpoint);
    const { privateKey } = await secrets.of('push');
    const { status } = await fetch(
      baseUrl === undefined ? endpoint : `${baseUrl}/${host}${pathname}${search}`,
      {
        method: 'POST',
        redirect: 'error',
        signal: AbortSignal.timeout(TIME_OUT),
        headers: {
          authorization: vapidHeader(privateKey, origin, contact, clock.now()),
          'content-encoding': 'aes128gcm',
          'content-type': 'application/octet-stream',
          ttl: String(keptFor),
          topic,
          // A person waits: a phone that saves its battery is to ring all the same.
          urgency: 'high',
        },
        body: new Uint8Array(sealPush(text, keys, freshChances())),
      },
    );
    if (status >= 200 && status < 300) return 'accepted';
    if (GONE.has(status)) return 'gone';
    if (status === 429 || status >= 500) throw new Error(`${host} answered ${status}`);
    return 'refused';
  }
}

function freshChances() {
  const ecdh = createECDH('prime256v1');
  ecdh.generateKeys();
  return { salt: randomBytes(16), privateKey: ecdh.getPrivateKey() };
}
