import type { Device } from '../../../shared/domain/device.ts';
import type { Told } from '../../../shared/domain/notice.ts';
import type { Push, PushOutcome, PushSender } from '../../../shared/ports/push-sender.ts';

/** Push services that take everything, unless told otherwise, and remember what rang where. */
export class MemoryPushes implements PushSender {
  readonly rung: { device: string; agent: string; told: Told; topic: string }[] = [];
  /** What becomes of pushes to a device, by its id; `busy` throws. */
  readonly outcomes = new Map<string, PushOutcome | 'busy'>();

  async send({ id, agent }: Device, { text, topic }: Push): Promise<PushOutcome> {
    const outcome = this.outcomes.get(id) ?? 'accepted';
    if (outcome === 'busy') throw new Error('The push service is busy');
    if (outcome === 'accepted') this.rung.push({ device: id, agent, told: JSON.parse(text) as Told, topic });
    return outcome;
  }
}
