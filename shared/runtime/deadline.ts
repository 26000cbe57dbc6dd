import type { Context } from 'aws-lambda';

let endsAt = Infinity;

/** Notes when the function will be ended: an execution environment has one invocation at a time. */
export function noteDeadline(context: Context | undefined): void {
  endsAt = context === undefined ? Infinity : performance.now() + context.getRemainingTimeInMillis();
}

/** Milliseconds until the function is ended; `Infinity` where nothing ends it. */
export function remainingTime(): number {
  return endsAt - performance.now();
}
