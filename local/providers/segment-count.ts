import { SegmentedMessage } from 'sms-segments-calculator';

/** Texts that were counted last; a broadcast says the same to thousands. */
const known = new Map<string, number>();
const MOST_KNOWN = 100;

/** How many SMS segments a text takes. */
export function segmentsOf(text: string): number {
  const before = known.get(text);
  if (before !== undefined) return before;
  const counted = Math.max(1, new SegmentedMessage(text).segmentsCount);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, counted);
  return counted;
}
