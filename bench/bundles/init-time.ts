import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { ENVIRONMENT } from '../../shared/env.ts';

const run = promisify(execFile);

/** Loads one bundle as Lambda's runtime does, and prints how long ago its process began. */
const PROBE = `
import { createRequire } from 'node:module';
const [file] = process.argv.slice(1);
const require = createRequire(file);
const { handler } = file.endsWith('.cjs') ? require(new URL(file).pathname) : await import(file);
const milliseconds = performance.now();
if (typeof handler !== 'function') throw new Error('No handler in ' + file);
process.stdout.write(String(milliseconds));
process.exit(0);
`;

/** Everything that the functions ask their environment for, in its form; nothing is called while they load. */
const SETTINGS = {
  ...Object.fromEntries(
    Object.values(ENVIRONMENT).map((name) => [
      name,
      /_(URL|ISSUER)$/.test(name) ? 'https://bench.invalid/bench' : 'bench',
    ]),
  ),
  AWS_REGION: 'eu-west-3',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  RETENTION_DAYS: '90',
};

/** Milliseconds from the start of a process to its handler: what Lambda charges as initialisation. */
export async function initTimeOf(file: string): Promise<number> {
  const url = pathToFileURL(file).href;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', PROBE, url], {
    env: SETTINGS,
  });
  return Number(stdout);
}
