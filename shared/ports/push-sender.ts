import type { Device } from '../domain/device.ts';

/** `gone`: the device took its address back, for good. `refused`: the push service will not have it, however often. */
export type PushOutcome = 'accepted' | 'gone' | 'refused';

export interface Push {
  /** What the device's application is told: sealed, so that nobody on the way can read it. */
  text: string;
  /** Replaces what still waits at the push service under the same topic. At most 32 characters of base64url. */
  topic: string;
  /** Seconds for which the push service keeps it while the device is off. */
  keptFor: number;
}

/** The push services of the makers of browsers. */
export interface PushSender {
  /** @throws Error when the service is busy or does not answer: it can be done again. */
  send(device: Device, push: Push): Promise<PushOutcome>;
}
