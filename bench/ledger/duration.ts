import { WAITS, type Wait, type Waits } from './usage.ts';

/**
 * How long functions run is measured in part: their processor time on this machine, and how often they wait. How long
 * a wait takes is assumed, since no emulator on loopback knows: usual latencies within a Region, in milliseconds, and
 * what Twilio and Resend take to answer.
 */
const WAIT_MILLISECONDS: Readonly<Waits> = {
  table: 5,
  queue: 10,
  scheduler: 30,
  events: 15,
  parameters: 15,
  files: 30,
  provider: 200,
};

/** Lambda gives processor time in proportion to memory; 1,769 MB are one whole processor (Lambda's documentation). */
const MEGABYTES_OF_A_PROCESSOR = 1_769;

export function waitingOf(waits: Readonly<Partial<Waits>>): number {
  return WAITS.reduce((sum, wait: Wait) => sum + (waits[wait] ?? 0) * WAIT_MILLISECONDS[wait], 0);
}

/** Milliseconds that Lambda would charge for so much processor time and waiting. */
export function billedMs(cpuMs: number, waitMs: number, memoryMegabytes: number): number {
  return (cpuMs * MEGABYTES_OF_A_PROCESSOR) / memoryMegabytes + waitMs;
}
