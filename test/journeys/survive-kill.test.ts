import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { ApiClient, eventually } from '../support/client.ts';
import { untilDaytime } from '../support/local-stack.ts';

const folder = await mkdtemp(join(tmpdir(), 'coccinelle-kill-'));
const port = 20_000 + (process.pid % 20_000);
const client = new ApiClient(`http://127.0.0.1:${port}`, 'ck_local_demo');
let running: ChildProcess | undefined;

async function start(): Promise<void> {
  const program = join(import.meta.dirname, '../../local/start.ts');
  const env = { ...process.env, PORT: String(port) };
  running = spawn(process.execPath, [program, '--data', folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
  await eventually(
    () => client.get('/_local').catch(() => ({ status: 0 })),
    ({ status }) => status === 200,
    30_000,
  );
}

async function kill(): Promise<void> {
  const gone = new Promise((resolve) => running?.once('exit', resolve));
  running?.kill('SIGKILL');
  await gone;
}

afterAll(async () => {
  await kill();
  await rm(folder, { recursive: true, force: true });
});

describe('A stack that is killed at any moment', () => {
  it('has lost no message that it answered 202, and sends none twice', async () => {
    await start();
    const accepted: string[] = [];
    let count = 0;
    const post = async (): Promise<void> => {
      for (;;) {
        count += 1;
        const number = count;
        const body = {
          prospect: {
            id: `kill_${number}`,
            phone: `+336${String(20_000_000 + number)}`,
            email: `kill_${number}@example.com`,
          },
          messageType: 'appointment',
          channel: number % 2 === 0 ? 'sms' : 'email',
          content: { subject: 'Visite', body: `Visite numéro ${number}` },
        };
        const answer = await client.post('/v1/messages', body).catch(() => undefined);
        if (answer === undefined) return;
        if (answer.status === 202) accepted.push(answer.body.id);
      }
    };
    for (const enough of [12, 30]) {
      await eventually(
        () => client.get('/v1/messages/msg_none').catch(() => ({ status: 0 })),
        ({ status }) => status === 404,
      );
      const posting = [post(), post(), post(), post()];
      while (accepted.length < enough) await sleep(5);
      await kill();
      await Promise.all(posting);
      await start();
    }
    // The claims of senders that died run out, and the provider is asked about what may have left.
    await sleep(1_000);
    await client.post('/_local/clock', { advance: 'PT1M' });
    await client.post('/_local/clock', { advance: 'PT5M' });
    // So it is about those whose receipt came while nobody listened.
    await client.post('/_local/clock', { advance: 'PT15M' });
    expect(accepted.length).toBeGreaterThanOrEqual(30);
    for (const id of accepted) {
      await eventually(
        () => client.get(`/v1/messages/${id}`),
        ({ body }) => body.status === 'delivered',
        45_000,
      );
    }
    const { body } = await client.get('/_local/outbox');
    const texts = body.items.map(({ text }: { text: string }) => text);
    expect(texts.length).toBeGreaterThanOrEqual(accepted.length);
    expect(new Set(texts).size).toBe(texts.length);
  }, 120_000);

  it('goes on with the journeys that people are in, and takes no step twice', async () => {
    // At night, confirmations by SMS would wait for the morning.
    const { body: found } = await client.get('/_local');
    const wait = untilDaytime(Date.parse(found.now));
    await client.post('/_local/clock', { advance: `PT${Math.ceil(wait / 1_000)}S` });
    const { body } = await client.get('/_local');
    const at = new Date(Date.parse(body.now) + 25 * 3_600_000).toISOString();
    const made: { phone: string; enrolmentId: string }[] = [];
    const makeVisits = async (first: number): Promise<void> => {
      for (let number = first; ; number += 2) {
        const phone = `+336${String(31_000_000 + number)}`;
        const prospect = { id: `visited_${number}`, name: `Marie ${number}`, phone };
        const visit = { prospect, at, durationMinutes: 30, address: `${number} rue du Parc` };
        const headers = { 'idempotency-key': `visit-${number}` };
        const answer = await client.post('/v1/appointments', visit, headers).catch(() => undefined);
        if (answer === undefined) return;
        if (answer.status === 201) made.push({ phone, enrolmentId: answer.body.enrolmentId });
      }
    };
    const making = [makeVisits(1), makeVisits(2)];
    while (made.length < 10) await sleep(5);
    await kill();
    await Promise.all(making);
    await start();
    // Killed again while the reminders of all of them leave.
    const reminding = client.post('/_local/clock', { advance: 'PT90M' }).catch(() => undefined);
    await sleep(700);
    await kill();
    await reminding;
    await start();
    await client.post('/_local/clock', { advance: 'PT60M' });
    await client.post('/_local/clock', { advance: 'PT10M' });
    for (const { phone, enrolmentId } of made) {
      await eventually(
        () => client.get(`/v1/journeys/appointment/enrolments/${enrolmentId}`),
        (answer) => answer.body.messages?.length === 2,
        45_000,
      );
      const { body: outbox } = await eventually(
        () => client.get(`/_local/outbox?to=${encodeURIComponent(phone)}`),
        (answer) => answer.body.items.length >= 2,
        45_000,
      );
      expect(outbox.items.map(({ text }: { text: string }) => /confirmé|rappel/.exec(text)?.[0])).toEqual([
        'confirmé',
        'rappel',
      ]);
    }
  }, 120_000);
});
