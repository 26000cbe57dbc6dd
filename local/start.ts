import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs, parseEnv } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { seedWithMonth } from './demo/seed-with-month.ts';
import { describeStart } from './start-message.ts';
import { startLocalStack, type LocalStack } from './stack.ts';

/** `npm start`: the product on this machine. `--fresh` forgets earlier runs, `--data <folder>` keeps others apart. */

const ROOT = join(import.meta.dirname, '..');
const DEFAULT_PORT = 3000;
/** What is still closing after this is not waited for: everything that was answered is on disk. */
const LONGEST_CLOSE_MILLISECONDS = 1_500;

// Two dozen heaps in one process: each gives back what it does not need, at little cost in speed.
setFlagsFromString('--optimize-for-size');
setFlagsFromString('--max-semi-space-size=8');
// Helpers of one collection wait for each other, and other heaps for the cores that they wait on.
setFlagsFromString('--no-parallel-scavenge');
// Functions run in UTC in AWS.
process.env['TZ'] = 'UTC';

const { values } = parseArgs({
  options: {
    fresh: { type: 'boolean', default: false },
    data: { type: 'string', default: join(ROOT, '.local') },
  },
});
const envFile = join(ROOT, '.env');
const env = { ...(existsSync(envFile) ? parseEnv(readFileSync(envFile, 'utf8')) : {}), ...process.env };
const port = Number(env['PORT'] ?? DEFAULT_PORT);

const stack = await start();
for (const line of describeStart(stack, relative(process.cwd(), values.data) || values.data))
  console.log(line);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(stack));

async function start(): Promise<LocalStack> {
  try {
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new Error(`PORT=${env['PORT']} is not a port`);
    return await startLocalStack({
      port,
      dataDir: values.data,
      fresh: values.fresh,
      env,
      log: (line) => console.log(line),
      seed: seedWithMonth,
    });
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    const reason = error instanceof Error ? error.message : String(error);
    console.error(isTaken ? `Port ${port} is taken. Choose another one: PORT=${port + 1} npm start` : reason);
    process.exit(1);
  }
}

async function stop(running: LocalStack): Promise<void> {
  setTimeout(() => process.exit(0), LONGEST_CLOSE_MILLISECONDS).unref();
  await running.close();
  process.exit(0);
}
