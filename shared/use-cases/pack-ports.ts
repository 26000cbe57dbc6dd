import type { PackQueues } from '../ports/queues.ts';
import type { SenderPorts } from './sender-ports.ts';

/** What sending a pack needs. */
export interface PackPorts extends Omit<SenderPorts, 'sendQueues'> {
  packQueues: PackQueues;
}
