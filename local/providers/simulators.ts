import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LocalRoutes, TimedPart } from '../parts.ts';
import { CONTROLS } from './control.ts';
import { HangingAnswers } from './creation-fault.ts';
import { problem, write } from './http-exchange.ts';
import { PushSimulator } from './push-simulator.ts';
import { ResendSimulator } from './resend-simulator.ts';
import { Simulation, type SimulationOptions } from './simulation.ts';
import { TwilioSimulator } from './twilio-simulator.ts';

const TWILIO = '/_local/providers/twilio';
const RESEND = '/_local/providers/resend';
const PUSH = '/_local/providers/push';

/** The paths of the local stack that this part owns, besides the providers' own. */
const CONTROL_PATHS = new Set(Object.keys(CONTROLS).map((control) => control.split(' ')[1]));

export interface Simulators extends LocalRoutes, TimedPart {
  /** What the pages show. */
  readonly simulation: Simulation;
  /** Begins to send webhooks, those that a process before could not send among them. */
  start(): void;
  /** Stops timers and webhooks, lets go of hanging requests and closes the file. */
  close(): Promise<void>;
}

/** Stand-ins for Twilio, Resend and the push services of browsers: their wire formats, their signed webhooks, and faults on demand. */
export function createSimulators(options: SimulationOptions): Simulators {
  const simulation = new Simulation(options);
  const push = new PushSimulator(options.clock);
  const hanging = new HangingAnswers();
  const twilio = new TwilioSimulator(simulation, hanging);
  const resend = new ResendSimulator(simulation, hanging);

  async function handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> {
    const path = url.pathname;
    if (path.startsWith(`${TWILIO}/`)) {
      await twilio.handle(request, response, path.slice(TWILIO.length), url.searchParams);
    } else if (path.startsWith(`${RESEND}/`)) {
      await resend.handle(request, response, path.slice(RESEND.length));
    } else if (path.startsWith(`${PUSH}/`)) {
      write(response, await push.take(request, path.slice(PUSH.length)));
    } else if (path === '/_local/push') {
      write(response, push.control(request.method));
    } else if (CONTROL_PATHS.has(path)) {
      const control = CONTROLS[`${request.method} ${path}`];
      const answer = control
        ? await control(simulation, request, url)
        : problem(405, 'method-not-allowed', `${request.method} does nothing here`);
      write(response, answer);
    } else return false;
    return true;
  }

  return {
    handle,
    simulation,
    start: () => simulation.deliveries.start(),
    nextDue: () => simulation.deliveries.nextDue(),
    runDue: (now) => simulation.deliveries.runDue(now),
    async close() {
      hanging.close();
      await simulation.close();
    },
  };
}
