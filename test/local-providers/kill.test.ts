import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { SimulatorStore } from '../../local/providers/store.ts';
import { ACCOUNT, type Json } from './harness.ts';

it('loses nothing that was answered when the process is killed', { timeout: 15_000 }, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'coccinelle-kill-'));
  const child = spawn(process.execPath, [
    fileURLToPath(new URL('provider-process.ts', import.meta.url)),
    dataDir,
  ]);
  const port = await new Promise<string>((resolve) =>
    child.stdout.once('data', (text) => resolve(String(text).trim())),
  );
  const url = `http://127.0.0.1:${port}/_local/providers/twilio/2010-04-01/Accounts/${ACCOUNT.accountSid}/Messages.json`;
  const authorization = `Basic ${Buffer.from(`${ACCOUNT.accountSid}:${ACCOUNT.authToken}`).toString('base64')}`;
  const answered: string[] = [];
  const send = async (): Promise<void> => {
    for (;;) {
      const body = new URLSearchParams({ To: '+33612345678', From: '+33757900000', Body: 'Bonjour' });
      const response = await fetch(url, { method: 'POST', headers: { authorization }, body }).catch(
        () => undefined,
      );
      const message: Json = await response?.json().catch(() => undefined);
      if (!message) return;
      answered.push(message.sid);
      if (answered.length === 100) child.kill('SIGKILL');
    }
  };
  await Promise.all([send(), send(), send()]);
  const store = new SimulatorStore(dataDir);
  expect(answered.length).toBeGreaterThanOrEqual(100);
  expect(answered.filter((sid) => !store.messages.has(sid))).toEqual([]);
  store.close();
  rmSync(dataDir, { recursive: true });
});
