import type { PackCommand } from '../domain/broadcast.ts';
import type { PackPorts } from './pack-ports.ts';

export type PackOutcome = 'done';

export async function sendPack(_ports: PackPorts, _command: PackCommand): Promise<PackOutcome> {
  throw new Error('Packs are not sent yet');
}
