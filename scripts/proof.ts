/**
 * `npm run proof [-- --bench figures.json] [--simulation guards.json]`: fills in the README's section "Proof" from what
 * the bench and the simulation measure now, or from what they printed before.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import type { Figures } from '../bench/parts.ts';
import { proofSection, replaceProof, type SimulationFigures } from '../bench/proof-section.ts';

const README = new URL('../README.md', import.meta.url);

const { values } = parseArgs({ options: { bench: { type: 'string' }, simulation: { type: 'string' } } });
const simulation = await figuresOf<SimulationFigures>(values.simulation, 'simulate', '--guards', '--json');
const bench = await figuresOf<Figures>(values.bench, 'bench', '--json');
writeFileSync(README, replaceProof(readFileSync(README, 'utf8'), proofSection(bench, simulation)));

/** What is in a file, or what a script of this package prints. */
async function figuresOf<T>(file: string | undefined, script: string, ...options: string[]): Promise<T> {
  if (file !== undefined) return JSON.parse(readFileSync(file, 'utf8')) as T;
  const child = spawn('npm', ['run', '--silent', script, '--', ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed, [status]] = await Promise.all([
    text(child.stdout),
    once(child, 'exit') as Promise<[number]>,
  ]);
  if (status !== 0) throw new Error(`npm run ${script} ended with ${status}`);
  return JSON.parse(printed) as T;
}
