import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE, SECOND } from '../shared/domain/instant.ts';
import { localTime } from '../shared/domain/time-zone.ts';

/** Linux counts processor time in hundredths of a second. */
const CLOCK_TICKS = 100;

/** The local stack in a process of its own, as `npm start` runs it, on a free port and a fresh folder. */
export class RunningStack {
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly url: string;
  /** From the start of the process to its first answer. */
  readonly readyMs: number;

  private constructor(child: ChildProcess, folder: string, url: string, readyMs: number) {
    this.#child = child;
    this.#folder = folder;
    this.url = url;
    this.readyMs = readyMs;
  }

  static async start(): Promise<RunningStack> {
    const folder = await mkdtemp(join(tmpdir(), 'coccinelle-bench-'));
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const started = performance.now();
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, '../local/start.ts'), '--data', folder],
      {
        env: { ...process.env, PORT: String(port) },
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    for (;;) {
      const answer = await fetch(`${url}/_local`).catch(() => undefined);
      if (answer?.ok === true) break;
      if (child.exitCode !== null) throw new Error('The local stack did not start');
      await sleep(20);
    }
    return new RunningStack(child, folder, url, performance.now() - started);
  }

  /** Resident memory of the whole stack, which is one process. Undefined where the system does not tell. */
  async memoryMb(): Promise<number | undefined> {
    const status = await readFile(`/proc/${this.#child.pid}/status`, 'utf8').catch(() => '');
    const match = /VmRSS:\s+(\d+) kB/.exec(status);
    return match === null ? undefined : Math.round(Number(match[1]) / 1_024);
  }

  /** Processor time of the whole stack since its start. Undefined where the system does not tell. */
  async cpuSeconds(): Promise<number | undefined> {
    const stat = await readFile(`/proc/${this.#child.pid}/stat`, 'utf8').catch(() => undefined);
    // The name in brackets may hold anything; user and system time stand eleven fields after it.
    const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields && (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS;
  }

  async request(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await fetch(this.url + path, {
      method,
      headers: { authorization: 'Bearer ck_local_demo', 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }

  /** Moves the clock to the next time that it is ten o'clock in Paris: what would wake people waits at night. */
  async goToMorning(): Promise<void> {
    const { now } = (await this.request('GET', '/_local')) as { now: string };
    const start = Date.parse(now);
    let at = start;
    while (Math.floor(localTime('Europe/Paris', at).minuteOfDay / 60) !== 10) at += 10 * MINUTE;
    if (at > start)
      await this.request('POST', '/_local/clock', { advance: `PT${Math.ceil((at - start) / SECOND)}S` });
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGTERM');
    await gone;
    await rm(this.#folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}
