import { join } from 'node:path';
import { buildBundles } from '../../scripts/build-bundles.ts';
import { type Bundle, BUNDLES } from '../../scripts/bundles.ts';
import { medianOf } from '../median.ts';
import { progress } from '../progress.ts';
import type { Size } from '../size.ts';
import { type Built, buildEmptyHandler, buildTheDefaultWay } from './default-bundles.ts';
import { initTimeOf } from './init-time.ts';

/** One function: its size and its start, beside an empty handler's and its own when bundled the default way. */
export interface BundleFigures {
  readonly name: string;
  readonly kb: number;
  readonly limitKb: number;
  readonly defaultKb: number;
  readonly initMs: number;
  readonly emptyInitMs: number;
  readonly defaultInitMs: number;
  /** How many times as long as an empty handler. */
  readonly timesEmpty: number;
  /** How many times as long, and as large, the default way is. */
  readonly defaultInitTimes: number;
  readonly defaultKbTimes: number;
}

const ROOT = join(import.meta.dirname, '../..');
/** In full, a round before these brings the files into the system's memory. */
const ROUNDS: Readonly<Record<Size, number>> = { full: 7, small: 1 };
const KIB = 1_024;

interface Candidate {
  readonly bundle: Bundle;
  readonly kb: number;
  readonly limitKb: number;
  readonly own: string;
  readonly default: Built;
}

/** Medians of starts in fresh processes, taken in turns: what the machine does meanwhile, it does to all. */
export async function measureBundles(size: Size): Promise<BundleFigures[]> {
  progress('Bundles: building each function twice');
  const sizes = await buildBundles(ROOT, BUNDLES);
  const empty = await buildEmptyHandler(ROOT);
  const candidates: Candidate[] = [];
  for (const bundle of BUNDLES) {
    const { bytes, limit } = sizes[bundle.name] ?? { bytes: 0, limit: 0 };
    candidates.push({
      bundle,
      kb: Math.ceil(bytes / KIB),
      limitKb: limit / KIB,
      own: join(ROOT, 'dist/lambdas', bundle.name, 'index.mjs'),
      default: await buildTheDefaultWay(ROOT, bundle),
    });
  }
  const times = await measureStarts(candidates, empty.file, size);
  return candidates.map((candidate) => figuresOf(candidate, empty.file, times));
}

async function measureStarts(
  candidates: readonly Candidate[],
  empty: string,
  size: Size,
): Promise<Map<string, number[]>> {
  const files = [empty, ...candidates.flatMap(({ own, default: other }) => [own, other.file])];
  const times = new Map<string, number[]>(files.map((file) => [file, []]));
  const last = ROUNDS[size];
  for (let round = size === 'full' ? 0 : 1; round <= last; round += 1) {
    progress(`Bundles: starting ${files.length} functions, round ${round} of ${last}`);
    for (const file of files) {
      const time = await initTimeOf(file);
      if (round > 0) times.get(file)?.push(time);
    }
  }
  return times;
}

function figuresOf(candidate: Candidate, empty: string, times: ReadonlyMap<string, number[]>): BundleFigures {
  const { bundle, kb, limitKb, own, default: other } = candidate;
  const [initMs, emptyInitMs, defaultInitMs] = [own, empty, other.file].map((file) =>
    tenths(medianOf(times.get(file) ?? [])),
  ) as [number, number, number];
  const defaultKb = Math.ceil(other.bytes / KIB);
  return {
    name: bundle.name,
    kb,
    limitKb,
    defaultKb,
    initMs,
    emptyInitMs,
    defaultInitMs,
    timesEmpty: tenths(initMs / emptyInitMs),
    defaultInitTimes: tenths(defaultInitMs / initMs),
    defaultKbTimes: tenths(defaultKb / kb),
  };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
