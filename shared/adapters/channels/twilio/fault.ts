/** The SDK's `RestException`: an answer outside 2xx. Recognised by its shape, so that its class is not bundled twice. */
export interface TwilioFault {
  status: number;
  code?: number;
  message: string;
}

export function isTwilioFault(error: unknown): error is TwilioFault {
  return error instanceof Error && 'status' in error && typeof error.status === 'number';
}
