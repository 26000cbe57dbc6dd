import { isBuiltin, registerHooks } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { FunctionError, Invocation, WorkerMessage, WorkerSetup } from './invocation.ts';
import { installVirtualDate } from './virtual-date.ts';

/** The entry of a worker thread: stands for one execution environment of one function. */

type Handler = (event: unknown, context: object) => unknown;

const setup: WorkerSetup = workerData;
const port = parentPort;
if (!port) throw new Error('This file runs in a worker thread');

installVirtualDate(setup.clock);
refuseModulesOutsideTheBundle();
const bundle: { readonly handler: Handler } = await import(setup.bundle);

port.on('message', (invocation: Invocation) => void invoke(invocation).then(send));
send({ kind: 'ready' });

/** In Lambda only the bundle is there; here the repository's own node_modules would hide what it lacks. */
function refuseModulesOutsideTheBundle(): void {
  registerHooks({
    resolve(specifier, context, next) {
      const isBundled = isBuiltin(specifier) || /^(\.|\/|file:|data:)/.test(specifier);
      if (isBundled) return next(specifier, context);
      throw Object.assign(new Error(`Cannot find package '${specifier}' in the bundle of ${setup.name}`), {
        code: 'ERR_MODULE_NOT_FOUND',
      });
    },
  });
}

async function invoke({ requestId, event, timeoutMilliseconds }: Invocation): Promise<WorkerMessage> {
  const deadline = performance.now() + timeoutMilliseconds;
  try {
    const result = await bundle.handler(JSON.parse(event), contextOf(requestId, deadline));
    return { kind: 'result', requestId, result: JSON.stringify(result) };
  } catch (error) {
    return { kind: 'error', requestId, error: describe(error) };
  }
}

function send(message: WorkerMessage): void {
  port?.postMessage(message);
}

function contextOf(awsRequestId: string, deadline: number): object {
  return {
    awsRequestId,
    functionName: setup.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: setup.arn,
    memoryLimitInMB: String(setup.memoryMegabytes),
    logGroupName: `/aws/lambda/${setup.name}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(deadline - performance.now())),
  };
}

function describe(error: unknown): FunctionError {
  if (!(error instanceof Error)) return { errorType: 'Error', errorMessage: String(error), trace: '' };
  return { errorType: error.name, errorMessage: error.message, trace: error.stack ?? '' };
}
