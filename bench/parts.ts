import { availableParallelism } from 'node:os';
import { type BundleFigures, measureBundles } from './bundles/measure-bundles.ts';
import { type BroadcastFigures, modelBroadcasts } from './broadcast/broadcast-model.ts';
import { type FairnessFigures, modelFairness } from './broadcast/fairness-model.ts';
import { measurePlanning, type PlanningFigures } from './broadcast/measure-planning.ts';
import { type InboxFigures, measureInbox } from './inbox/measure-inbox.ts';
import { type LedgerFigures, measureLedger } from './ledger/measure-ledger.ts';
import { type LocalStackFigures, measureLocalStack } from './local-stack.ts';
import { measureRendering, type RenderingFigures } from './rendering/measure-rendering.ts';
import { measureRouting, type RoutingFigures } from './routing/measure-routing.ts';
import type { Size } from './size.ts';

/** Where the figures come from. */
export interface Machine {
  readonly cores: number;
  readonly node: string;
  /** `2026-11-30`. */
  readonly date: string;
}

/** Everything that the bench measures; a part that was not asked for is absent. */
export interface Figures {
  machine?: Machine;
  ledger?: LedgerFigures;
  routing?: RoutingFigures;
  rendering?: RenderingFigures[];
  inbox?: InboxFigures[];
  bundles?: BundleFigures[];
  model?: BroadcastFigures[];
  fairness?: FairnessFigures[];
  planning?: PlanningFigures;
  localStack?: LocalStackFigures;
}

export const PARTS = [
  'ledger',
  'routing',
  'rendering',
  'inbox',
  'bundles',
  'model',
  'planning',
  'local-stack',
] as const;
export type Part = (typeof PARTS)[number];

const MEASURE: Readonly<Record<Part, (size: Size) => Promise<Figures>>> = {
  ledger: async (size) => ({ ledger: await measureLedger(size) }),
  routing: async (size) => ({ routing: await measureRouting(size) }),
  rendering: async (size) => ({ rendering: measureRendering(size) }),
  inbox: async (size) => ({ inbox: await measureInbox(size) }),
  bundles: async (size) => ({ bundles: await measureBundles(size) }),
  // Worked out, not measured: it takes no longer in full.
  model: async () => ({ model: modelBroadcasts(), fairness: modelFairness() }),
  planning: async (size) => ({ planning: await measurePlanning(size) }),
  'local-stack': async (size) => ({ localStack: await measureLocalStack(size) }),
};

/** One part after the other: two at once would measure each other. */
export async function measure(parts: readonly Part[], size: Size): Promise<Figures> {
  const date = new Date().toISOString().slice(0, 10);
  const figures: Figures = { machine: { cores: availableParallelism(), node: process.version, date } };
  for (const part of parts) Object.assign(figures, await MEASURE[part](size));
  return figures;
}

/** Reads `ledger,model`. @throws RangeError that names the parts. */
export function readParts(only: string | undefined): readonly Part[] {
  if (only === undefined) return PARTS;
  return only.split(',').map((name) => {
    const known = PARTS.find((part) => part === name);
    if (known === undefined) throw new RangeError(`"${name}" is not a part: choose from ${PARTS.join(', ')}`);
    return known;
  });
}
