import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { VirtualClock } from '../virtual-clock.ts';
import { callerOf, isExpired, LOCAL_SECRET } from './caller.ts';
import { isSignedWith } from './signature.ts';
import type { CallLog } from './call-log.ts';
import { readBody } from './read-body.ts';
import { allowedBy, isAllowed, type Access, type Statement } from './statement.ts';
import { jsonError, type AwsRequest, type AwsResponse, type AwsService } from './wire.ts';
import { closeServer } from '../close-server.ts';

/** Someone with credentials: a function with its role, or the runner itself (no statements: may do all). */
export interface Principal {
  readonly label: string;
  readonly roleArn?: string;
  readonly statements?: readonly Statement[];
}

export interface GatewayOptions {
  readonly clock: VirtualClock;
  readonly calls: CallLog;
  /** By access key id. */
  readonly principals: ReadonlyMap<string, Principal>;
  /** By the service name of a signature's scope, for instance `dynamodb`. */
  readonly services: ReadonlyMap<string, AwsService>;
  readonly onDenied: (message: string) => void;
}

/** More than any emulated service accepts in one request. */
const LARGEST_BODY = 32 * 1024 * 1024;

/** The AWS endpoints on one loopback port: names the caller, asks its role, and passes the request on. */
export class AwsGateway {
  readonly #server: Server;
  #options: GatewayOptions | undefined;

  constructor() {
    this.#server = createServer((request, response) => void this.#serve(request, response));
    this.#server.keepAliveTimeout = 60_000;
  }

  /** Takes a free port, so that the addresses are known before what they lead to is there. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(0, '127.0.0.1', resolve);
    });
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The AWS endpoints have no port');
    return `http://127.0.0.1:${address.port}`;
  }

  open(options: GatewayOptions): void {
    this.#options = options;
  }

  async close(): Promise<void> {
    this.#options = undefined;
    await closeServer(this.#server);
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const answer = await this.#answer(incoming).catch((error: unknown) =>
      jsonError('1.1', 'InternalFailure', error instanceof Error ? error.message : 'Unknown error', 500),
    );
    outgoing.writeHead(answer.status, {
      ...answer.headers,
      'content-length': Buffer.byteLength(answer.body),
    });
    outgoing.end(incoming.method === 'HEAD' ? undefined : answer.body);
  }

  async #answer(incoming: IncomingMessage): Promise<AwsResponse> {
    const body = await readBody(incoming, LARGEST_BODY);
    const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? '127.0.0.1'}`);
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
    );
    const request = { method: incoming.method ?? 'GET', url, headers, body: body ?? Buffer.alloc(0) };
    if (!this.#options)
      return jsonError('1.1', 'ServiceUnavailable', 'The local stack is starting or stopping', 503);
    if (body === undefined) return jsonError('1.1', 'RequestEntityTooLarge', 'The body is too large', 413);
    return await authorise(request, this.#options);
  }
}

async function authorise(request: AwsRequest, options: GatewayOptions): Promise<AwsResponse> {
  const caller = callerOf(request);
  const service = options.services.get(caller?.service ?? '');
  if (!caller || !service)
    return jsonError(
      '1.1',
      'MissingAuthenticationToken',
      'The request is not signed for a service that runs here',
      403,
    );
  if (request.method === 'OPTIONS' && service.preflight) return service.preflight(request);
  const principal = options.principals.get(caller.accessKeyId);
  if (!principal) return service.denied(`The access key ${caller.accessKeyId} does not exist`);
  if (!isSignedWith(LOCAL_SECRET, request)) {
    const message = `${principal.label} sent a request to ${caller.service} whose signature does not match`;
    options.onDenied(message);
    return service.denied(message);
  }
  if (isExpired(request, options.clock.now())) return service.denied('Request has expired');
  if (principal.statements) {
    const accesses = service.accesses(request);
    const { label, statements } = principal;
    const refused = accesses.find((access) => !isAllowed(statements, access));
    if (refused) return deny(refused, principal, service, options);
    options.calls.count(label, accesses[0]?.action ?? 'unknown');
    for (const access of accesses) options.calls.use(label, access.action, allowedBy(statements, access));
  }
  const answered = await service.handle(request);
  countWriteUnits(answered, principal.label, options.calls);
  return answered;
}

function deny(
  { action, resource }: Access,
  { label, roleArn }: Principal,
  service: AwsService,
  options: GatewayOptions,
): AwsResponse {
  options.calls.deny({ at: new Date(options.clock.now()).toISOString(), caller: label, action, resource });
  const message = `User: ${roleArn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
  options.onDenied(message);
  return service.denied(message);
}

/** Services report the write units of a request in a header that only this gateway reads. */
function countWriteUnits(answered: AwsResponse, caller: string, calls: CallLog): void {
  const units = Number(answered.headers[WRITE_UNITS_HEADER] ?? 0);
  if (units > 0) calls.addWriteUnits(caller, units);
}

/** Write units that a DynamoDB request consumed. */
export const WRITE_UNITS_HEADER = 'x-local-write-units';
