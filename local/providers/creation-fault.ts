import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, write } from './http-exchange.ts';
import type { Fault } from './faults.ts';

/** A client that waits longer than this has no time-out of its own. */
const HANG = 60_000;

/** Sockets that a `timeout` fault keeps open. */
export class HangingAnswers {
  readonly #waiting = new Map<ServerResponse, NodeJS.Timeout>();

  /** Answers nothing, and closes the connection after a minute. */
  hang(response: ServerResponse): void {
    const timer = setTimeout(() => this.#release(response), HANG);
    timer.unref();
    this.#waiting.set(response, timer);
    response.once('close', () => this.#release(response));
  }

  close(): void {
    for (const response of this.#waiting.keys()) this.#release(response);
  }

  #release(response: ServerResponse): void {
    clearTimeout(this.#waiting.get(response));
    this.#waiting.delete(response);
    response.socket?.destroy();
  }
}

/** Whether the message behind this fault left, for all that its sender knows. */
export function leaves(fault: Fault | undefined): boolean {
  if (!fault) return true;
  return (
    fault.mode === 'timeout' || fault.mode === 'reset' || (fault.mode === 'error' && fault.accepted === true)
  );
}

/** Writes the answer, or what the fault makes of it. */
export function answerUnder(
  fault: Fault | undefined,
  request: IncomingMessage,
  response: ServerResponse,
  hanging: HangingAnswers,
  answer: Answer,
): void {
  if (fault?.mode === 'timeout') hanging.hang(response);
  else if (fault?.mode === 'reset') request.socket.resetAndDestroy();
  else write(response, answer);
}
