import { waitingOf } from './duration.ts';
import { addTo, noUsage, type Usage, type Waits } from './usage.ts';

/** Something that a design does for one message, and why. */
export interface Need {
  readonly why: string;
  readonly usage: Partial<Usage>;
  /** What a function waits for meanwhile, on this message's account. */
  readonly waits?: Partial<Waits>;
}

/** What a design uses for one message. */
export interface Design {
  readonly usage: Usage;
  readonly milliseconds: number;
}

export function sumOf(needs: readonly Need[]): Design {
  const usage = noUsage();
  for (const need of needs) addTo(usage, { ...noUsage(), ...need.usage });
  const milliseconds = needs.reduce((sum, { waits = {} }) => sum + waitingOf(waits), 0);
  return { usage, milliseconds };
}
