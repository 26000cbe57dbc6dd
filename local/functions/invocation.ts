/** What a worker thread is started with. */
export interface WorkerSetup {
  readonly clock: SharedArrayBuffer;
  /** The file URL of the bundle. */
  readonly bundle: string;
  readonly name: string;
  readonly arn: string;
  readonly memoryMegabytes: number;
}

/** From the runner to a worker: one event at a time. */
export interface Invocation {
  readonly requestId: string;
  /** JSON, as everything that reaches a Lambda function is. */
  readonly event: string;
  readonly timeoutMilliseconds: number;
}

/** From a worker to the runner: that it has loaded its bundle, or what became of an event. */
export type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'result'; readonly requestId: string; readonly result: string | undefined }
  | { readonly kind: 'error'; readonly requestId: string; readonly error: FunctionError };

/** What Lambda reports of an error that a handler did not catch. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: string;
}
