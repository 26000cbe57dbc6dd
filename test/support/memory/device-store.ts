import type { AgentId } from '../../../shared/domain/conversation.ts';
import type { Device } from '../../../shared/domain/device.ts';
import type { DeviceStore } from '../../../shared/ports/device-store.ts';

/** The devices of one tenant's agents. */
export class MemoryDeviceStore implements DeviceStore {
  readonly #devices = new Map<string, Device>();

  async put(device: Device): Promise<void> {
    this.#devices.set(device.id, structuredClone(device));
  }

  async list(): Promise<readonly Device[]> {
    return structuredClone([...this.#devices.values()]);
  }

  async remove(id: string, agent: AgentId): Promise<boolean> {
    return this.#devices.get(id)?.agent === agent && this.#devices.delete(id);
  }
}
