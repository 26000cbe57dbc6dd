import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { bareAddress, SIMULATED_PROVIDERS, type SimulatedProvider } from './message.ts';

const FAULT_MODES = [
  'reject',
  'busy',
  'timeout',
  'reset',
  'error',
  'lose-callback',
  'reject-template',
] as const;

export const faultSchema = z.strictObject({
  provider: z.enum(SIMULATED_PROVIDERS),
  mode: z.enum(FAULT_MODES),
  /** The provider's own code: a number for Twilio, a name for Resend. */
  errorCode: z.union([z.int().transform(String), z.string().min(1)]).optional(),
  /**
   * Only for this address; everyone without it. At the Content API, what is asked for (`content` or `approval`) or,
   * for `reject-template`, the name of the template.
   */
  to: z.string().min(1).optional(),
  /** How many requests (or, for `lose-callback`, messages) it strikes; until deleted without it. */
  count: z.int().min(1).optional(),
  /** Seconds that a busy provider asks for. */
  retryAfter: z.int().min(0).optional(),
  /** HTTP status of `error`. */
  status: z.union([z.literal(500), z.literal(502), z.literal(503)]).optional(),
  /** Whether the message behind an `error` leaves all the same. */
  accepted: z.boolean().optional(),
});

export type FaultRequest = z.infer<typeof faultSchema>;
export type FaultMode = (typeof FAULT_MODES)[number];
export type Fault = FaultRequest & { readonly id: string };

/** The modes that strike when something is handed over; the others strike callbacks and Meta's approvals. */
const ON_CREATION: readonly FaultMode[] = ['reject', 'busy', 'timeout', 'reset', 'error'];

/** The faults that are armed, in the order they were asked for. They do not outlive the process. */
export class Faults {
  #armed: Fault[] = [];

  list(): readonly Fault[] {
    return this.#armed;
  }

  add(request: FaultRequest): Fault {
    const fault = { id: randomUUID(), ...request };
    this.#armed.push(fault);
    return fault;
  }

  clear(provider?: SimulatedProvider): void {
    this.#armed = provider ? this.#armed.filter((fault) => fault.provider !== provider) : [];
  }

  /** The first fault that strikes this creation; one of its count is used up. */
  strikeCreation(provider: SimulatedProvider, to: readonly string[]): Fault | undefined {
    return this.#strike(provider, to, ON_CREATION);
  }

  /** Whether the callback of this message is to be lost. */
  strikeCallback(provider: SimulatedProvider, to: readonly string[]): boolean {
    return this.#strike(provider, to, ['lose-callback']) !== undefined;
  }

  /** Whether Meta rejects the template that is submitted under this name, whatever it says. */
  strikeApproval(name: string): boolean {
    return this.#strike('twilio', [name], ['reject-template']) !== undefined;
  }

  #strike(
    provider: SimulatedProvider,
    to: readonly string[],
    modes: readonly FaultMode[],
  ): Fault | undefined {
    const struck = this.#armed.find(
      (fault) => fault.provider === provider && modes.includes(fault.mode) && meant(fault, to),
    );
    if (struck?.count !== undefined) this.#useUp(struck, struck.count);
    return struck;
  }

  #useUp(struck: Fault, count: number): void {
    this.#armed = this.#armed.flatMap((fault) => {
      if (fault.id !== struck.id) return [fault];
      return count > 1 ? [{ ...fault, count: count - 1 }] : [];
    });
  }
}

function meant(fault: Fault, to: readonly string[]): boolean {
  const wanted = fault.to === undefined ? undefined : bareAddress(fault.to);
  return wanted === undefined || to.some((address) => bareAddress(address) === wanted);
}
