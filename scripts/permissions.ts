/**
 * Runs the journeys on the local stack, which enforces the synthesised roles, and prints what every permission was
 * used for: `npm run permissions`. Fails when one is neither used nor justified, or when a call was refused.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareAssembly } from '../local/template/assembly.ts';
import { readAssembly } from '../local/template/read-template.ts';
import { asTable, type CallReport, permissionReport } from './permission-report.ts';

const RUN = ['run', 'test/journeys', 'test/security/whole-stack.test.ts'];

const folder = mkdtempSync(join(tmpdir(), 'coccinelle-calls-'));
const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', ...RUN], {
  cwd: join(import.meta.dirname, '..'),
  env: { ...process.env, CALL_REPORTS: folder },
  stdio: 'inherit',
});
const reports = readdirSync(folder).map(
  (file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as CallReport,
);
rmSync(folder, { recursive: true });

const nowhere = { publicUrl: 'http://127.0.0.1', awsUrl: 'http://127.0.0.1' };
const model = readAssembly(await prepareAssembly(console.error), nowhere);
const report = permissionReport(model, {
  used: reports.flatMap(({ used }) => used),
  denials: reports.flatMap(({ denials }) => denials),
});
console.log(asTable(report));
if (status !== 0 || report.problems.length > 0) process.exitCode = 1;
