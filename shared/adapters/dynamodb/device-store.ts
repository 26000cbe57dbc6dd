import type { AgentId } from '../../domain/conversation.ts';
import { type Device, DEVICE_KEPT_FOR } from '../../domain/device.ts';
import { SECOND } from '../../domain/instant.ts';
import type { DeviceStore } from '../../ports/device-store.ts';
import { deviceKey } from './keys.ts';
import type { Table } from './table.ts';

/** `d`: the device as text, `agent` whose it is. The table forgets it when it has run out. */
export class DynamoDeviceStore implements DeviceStore {
  readonly #table: Table;
  readonly #tenantId: string;

  constructor(table: Table, tenantId: string) {
    this.#table = table;
    this.#tenantId = tenantId;
  }

  async put(device: Device): Promise<void> {
    await this.#table.put({
      ...deviceKey(this.#tenantId, device.id),
      d: JSON.stringify(device),
      agent: device.agent,
      expiresAt: Math.ceil((device.seenAt + DEVICE_KEPT_FOR) / SECOND),
    });
  }

  async list(): Promise<readonly Device[]> {
    const { pk } = deviceKey(this.#tenantId, '');
    const items = await this.#table.query({ pk, consistent: true });
    return items.map((item) => JSON.parse(item['d'] as string) as Device);
  }

  async remove(id: string, agent: AgentId): Promise<boolean> {
    const key = deviceKey(this.#tenantId, id);
    if ((await this.#table.get(key, true))?.['agent'] !== agent) return false;
    await this.#table.remove(key);
    return true;
  }
}
