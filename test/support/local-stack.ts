import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { afterAll, beforeAll } from 'vitest';
import { seed } from '../../local/demo-data.ts';
import { LOCAL_SECRET } from '../../local/aws/caller.ts';
import { RUNNER_KEY } from '../../local/local-aws.ts';
import { type LocalStack, startLocalStack } from '../../local/stack.ts';
import { isPublicHoliday } from '../../shared/domain/french-calendar.ts';
import { type Instant, MINUTE, SECOND } from '../../shared/domain/instant.ts';
import { localTime } from '../../shared/domain/time-zone.ts';
import { ApiClient, type Answer, eventually } from './client.ts';

/** An agent's access token, without a browser. */
export async function accessToken(url: string, agent: string): Promise<string> {
  const body = JSON.stringify({ agent });
  const answer = await fetch(`${url}/_local/sign-in/token`, { method: 'POST', body });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  return token;
}

/** A local stack for one file of journeys, with what its tests ask of it. */
export class StackUnderTest {
  #stack: LocalStack | undefined;
  #folder = '';
  readonly #seed: typeof seed;

  /** @param prepare what the stack starts with, beside what every one does. */
  constructor(prepare: typeof seed = async () => undefined) {
    this.#seed = async (...table) => {
      await seed(...table);
      await prepare(...table);
    };
  }

  get url(): string {
    if (this.#stack === undefined) throw new Error('The stack has not started');
    return this.#stack.url;
  }

  get demo(): ApiClient {
    return new ApiClient(this.url, 'ck_local_demo');
  }

  get other(): ApiClient {
    return new ApiClient(this.url, 'ck_local_other');
  }

  withKey(key: string | undefined): ApiClient {
    return new ApiClient(this.url, key);
  }

  /** As one of the demonstration agents: `camille`, `hugo`, `ines` or `paul`. */
  async as(agent: string): Promise<ApiClient> {
    return new ApiClient(this.url, await accessToken(this.url, agent));
  }

  async start(): Promise<void> {
    this.#folder = await mkdtemp(join(tmpdir(), 'coccinelle-journey-'));
    this.#stack = await startLocalStack({ port: 0, dataDir: this.#folder, seed: this.#seed });
  }

  async stop(): Promise<void> {
    await this.#stack?.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Posts a message that must be accepted; its id. */
  async submit(body: unknown, headers?: Record<string, string>): Promise<string> {
    const answer = await this.demo.post('/v1/messages', body, headers);
    if (answer.status !== 202) throw new Error(`Not accepted: ${JSON.stringify(answer.body)}`);
    return answer.body.id;
  }

  /** Takes the one-time schedules of the stage away, as if they had got lost. */
  async loseSchedules(): Promise<void> {
    const endpoint = this.#stack?.awsUrl ?? '';
    const credentials = { accessKeyId: RUNNER_KEY, secretAccessKey: LOCAL_SECRET };
    const client = new SchedulerClient({ endpoint, region: 'eu-west-1', credentials });
    const { body } = await this.demo.get('/_local/schedules');
    const oneTime = body.items.filter(({ expression }: { expression: string }) =>
      expression.startsWith('at('),
    );
    for (const { group: GroupName, name: Name } of oneTime)
      await client.send(new DeleteScheduleCommand({ GroupName, Name }));
    client.destroy();
  }

  message = (id: string): Promise<Answer['body']> =>
    this.demo.get(`/v1/messages/${id}`).then(({ body }) => body);

  /** The message once it has this status. */
  reaches(id: string, status: string, patience?: number): Promise<Answer['body']> {
    return eventually(
      () => this.message(id),
      (body) => body.status === status,
      patience,
    );
  }

  async outbox(to: string): Promise<Answer['body'][]> {
    const { body } = await this.demo.get(`/_local/outbox?to=${encodeURIComponent(to)}`);
    return body.items;
  }

  advance = (duration: string): Promise<Answer> => this.demo.post('/_local/clock', { advance: duration });
  fault = (body: unknown): Promise<Answer> => this.demo.post('/_local/faults', body);
  noFaults = (): Promise<Answer> => this.demo.call('DELETE', '/_local/faults');
  autoDeliver = (autoDeliver: boolean): Promise<Answer> =>
    this.demo.post('/_local/settings', { autoDeliver });

  async now(): Promise<number> {
    const { body } = await this.demo.get('/_local');
    return Date.parse(body.now);
  }

  /** Moves the clock to the next time that it is `hour` o'clock in Paris, and a weekday that is no holiday. */
  async goToDaytime(hour = 10): Promise<void> {
    const wait = untilDaytime(await this.now(), hour);
    if (wait > 0) await this.advance(`PT${Math.ceil(wait / SECOND)}S`);
  }
}

/** Milliseconds until it is `hour` o'clock in Paris, on a weekday that is no holiday. */
export function untilDaytime(now: Instant, hour = 10): number {
  const isRight = (instant: Instant): boolean => {
    const there = localTime('Europe/Paris', instant);
    const isWeekend = there.weekday === 0 || there.weekday === 6;
    const isDayOff = isWeekend || isPublicHoliday('Europe/Paris', there);
    return Math.floor(there.minuteOfDay / 60) === hour && !isDayOff;
  };
  let at = now;
  while (!isRight(at)) at += 10 * MINUTE;
  return at - now;
}

/** Starts a stack before the tests of a file and stops it after them. */
export function useLocalStack(prepare?: typeof seed): StackUnderTest {
  const stack = new StackUnderTest(prepare);
  beforeAll(() => stack.start(), 60_000);
  afterAll(() => stack.stop(), 20_000);
  return stack;
}
