import type { Answer } from './http-exchange.ts';

/** An error as Resend's API writes it. */
export function resendError(
  statusCode: number,
  name: string,
  message: string,
  headers?: Readonly<Record<string, string>>,
): Answer {
  return { status: statusCode, headers, body: { statusCode, name, message } };
}

/** A refused creation. It travels by throwing because e-mails are read one inside the other. */
export class ResendRefusal extends Error {
  readonly answer: Answer;

  constructor(statusCode: number, name: string, message: string) {
    super(message);
    this.answer = resendError(statusCode, name, message);
  }
}
