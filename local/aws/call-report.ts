import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CallLog } from './call-log.ts';

/** `CALL_REPORTS` names a folder in which every stack leaves, when it closes, what its functions did in AWS. */
export function writeCallReport({ used, denials }: CallLog): void {
  const folder = process.env['CALL_REPORTS'];
  if (folder !== undefined && folder !== '')
    writeFileSync(join(folder, `${randomUUID()}.json`), JSON.stringify({ used, denials }));
}
