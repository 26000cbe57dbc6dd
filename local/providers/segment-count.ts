import { SegmentedMessage } from 'sms-segments-calculator';

/** How many SMS segments a text takes. */
export function segmentsOf(text: string): number {
  return Math.max(1, new SegmentedMessage(text).segmentsCount);
}
