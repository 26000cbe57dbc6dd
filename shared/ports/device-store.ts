import type { AgentId } from '../domain/conversation.ts';
import type { Device } from '../domain/device.ts';

/** The devices of one tenant's agents. */
export interface DeviceStore {
  /** Keeps a device until `DEVICE_KEPT_FOR` after it was seen, in place of what was known under its id. */
  put(device: Device): Promise<void>;
  /** All that are kept, in no order; some may have run out. */
  list(): Promise<readonly Device[]>;
  /** False when the agent has no such device. */
  remove(id: string, agent: AgentId): Promise<boolean>;
}
