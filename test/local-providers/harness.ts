import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Resend } from 'resend';
import twilio from 'twilio';
import { problem, readBody, write } from '../../local/providers/http-exchange.ts';
import { createSimulators, type Simulators } from '../../local/providers/simulators.ts';
import type { SimulationOptions } from '../../local/providers/simulation.ts';
import { VirtualClock } from '../../local/virtual-clock.ts';

export const ACCOUNT = {
  accountSid: `AC${'0123456789abcdef'.repeat(2)}`,
  authToken: 'auth-token-of-the-tests',
};
export const RESEND = {
  apiKey: 're_test',
  webhookSecret: `whsec_${Buffer.from('a secret of 24 bytes.....').toString('base64')}`,
};

/** Parsed JSON whose shape the expectations check. */
export type Json = ReturnType<typeof JSON.parse>;

export interface ReceivedWebhook {
  readonly url: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly form: Record<string, string>;
  /** Milliseconds of the virtual clock. */
  readonly at: number;
}

/** The simulators behind a real server, and a product that notes the webhooks it gets. */
export class Bench {
  readonly clock = new VirtualClock();
  readonly webhooks: ReceivedWebhook[] = [];
  readonly dataDir = mkdtempSync(join(tmpdir(), 'coccinelle-providers-'));
  /** What the product answers to webhooks. */
  productStatus = 200;
  #server: Server | undefined;
  #simulators: Simulators | undefined;
  #port = 0;
  readonly #options: Partial<SimulationOptions>;

  constructor(options: Partial<SimulationOptions> = {}) {
    this.#options = options;
  }

  get publicUrl(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get simulators(): Simulators {
    if (!this.#simulators) throw new Error('Not started');
    return this.#simulators;
  }

  /** `isListening`: the product is there to hear what it is owed. */
  async start(isListening = true): Promise<this> {
    this.#server = createServer((request, response) => {
      void this.#handle(request).then(async (known) => {
        if (known) return write(response, { status: this.productStatus, body: '' });
        const url = new URL(request.url ?? '/', this.publicUrl);
        if (!(await this.simulators.handle(request, response, url)))
          write(response, problem(404, 'none', 'none'));
      });
    });
    await new Promise<void>((resolve) => this.#server?.listen(this.#port, '127.0.0.1', resolve));
    this.#port = portOf(this.#server);
    this.#simulators = createSimulators({
      clock: this.clock,
      dataDir: this.dataDir,
      publicUrl: this.publicUrl,
      twilio: ACCOUNT,
      resend: RESEND,
      ...this.#options,
    });
    if (isListening) this.#simulators.start();
    return this;
  }

  /** Ends the process, as far as its state goes: nothing is said goodbye to. */
  async stop(): Promise<void> {
    await this.#simulators?.close();
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
    // The clients in this process notice that their kept connections are gone.
    await sleep(20);
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  async skip(milliseconds: number): Promise<void> {
    this.clock.skip(milliseconds);
    await this.simulators.runDue(this.clock.now());
  }

  async call(method: string, path: string, body?: unknown): Promise<{ status: number; body: Json }> {
    const response = await fetch(this.publicUrl + path, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined };
  }

  async outbox(query = ''): Promise<Json[]> {
    return (await this.call('GET', `/_local/outbox${query}`)).body.items;
  }

  /** Twilio's own client, sent to the stand-in. */
  twilio(authToken = ACCOUNT.authToken) {
    const client = twilio(ACCOUNT.accountSid, authToken, { timeout: 1000 });
    const real = client.httpClient.request.bind(client.httpClient);
    client.httpClient.request = (options) =>
      real({
        ...options,
        uri: options.uri.replace('https://api.twilio.com', `${this.publicUrl}/_local/providers/twilio`),
      });
    return client;
  }

  resend(apiKey = RESEND.apiKey): Resend {
    return new Resend(apiKey, { baseUrl: `${this.publicUrl}/_local/providers/resend` });
  }

  async #handle(request: IncomingMessage): Promise<boolean> {
    const path = request.url ?? '';
    if (!path.startsWith('/webhooks/')) return false;
    const body = await readBody(request, 1024 * 1024);
    const form = Object.fromEntries(new URLSearchParams(body));
    this.webhooks.push({
      url: this.publicUrl + path,
      path,
      headers: request.headers,
      body,
      form,
      at: this.clock.now(),
    });
    return true;
  }
}

export function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server does not listen');
  return address.port;
}

export const SMS = { to: '+33612345678', from: '+33757900000', body: 'Bonjour Marie' };
export const EMAIL = {
  from: 'Agence <agence@example.com>',
  to: 'marie@example.com',
  subject: 'Rappel',
  text: 'Bonjour Marie',
};
