import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  sqsPackQueues,
  sqsReportQueue,
  sqsRoutingQueue,
  sqsSendQueues,
} from '../../../shared/adapters/sqs/command-queues.ts';
import { SqsQueue } from '../../../shared/adapters/sqs/queue.ts';
import { parsePackCommand } from '../../../shared/contracts/pack-message.ts';
import {
  parseProviderReport,
  parseRouteCommand,
  parseSendCommand,
} from '../../../shared/contracts/queue-messages.ts';
import { route } from '../../../shared/domain/routing/route.ts';
import { packCommand } from '../../support/broadcast.ts';
import { message, routingRequest, TUESDAY } from '../../support/routing-request.ts';
import { CLIENT, listen, type Loopback } from '../../support/loopback.ts';
import { timelessRetry } from '../../support/timeless-retry.ts';

describe('On fauxqs', () => {
  const app = buildApp({ logger: false });
  let sqs: SQSClient;
  let base: string;
  let requests = 0;
  let asked: unknown;
  let count = 0;

  beforeAll(async () => {
    base = await app.listen({ port: 0, host: '127.0.0.1' });
    sqs = new SQSClient({ ...CLIENT, endpoint: base });
    sqs.middlewareStack.add((next) => async (args) => {
      requests += 1;
      asked = args.input;
      return next(args);
    });
  });
  afterAll(async () => {
    sqs.destroy();
    await app.close();
  });

  async function openQueue(): Promise<string> {
    const QueueName = `queue-${(count += 1)}`;
    await sqs.send(new CreateQueueCommand({ QueueName }));
    requests = 0;
    return `${base}/000000000000/${QueueName}`;
  }

  async function bodiesOf(QueueUrl: string): Promise<unknown[]> {
    const bodies: unknown[] = [];
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
      );
      if (Messages.length === 0) return bodies;
      bodies.push(...Messages.map(({ Body = '' }) => JSON.parse(Body) as unknown));
    }
  }

  test('what is sent in one moment shares requests: 25 messages take three', async () => {
    const url = await openQueue();
    const queue = new SqsQueue(sqs, url);
    await Promise.all(Array.from({ length: 25 }, (_, number) => queue.send({ number })));
    expect(requests).toBe(3);
    const numbers = (await bodiesOf(url)).map((body) => (body as { number: number }).number);
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, number) => number));
  });

  test('records of one batch share a request, though their reads end a few milliseconds apart', async () => {
    const queue = new SqsQueue(sqs, await openQueue(), () => 5);
    await Promise.all(
      Array.from({ length: 5 }, async (_, number) => {
        await sleep(2 * number);
        await queue.send({ number });
      }),
    );
    expect(requests).toBe(1);
  });

  test('nobody waits long for a companion that has nothing to send', async () => {
    const queue = new SqsQueue(sqs, await openQueue(), () => 5);
    await Promise.all([queue.send({ number: 0 }), queue.send({ number: 1 })]);
    expect(requests).toBe(1);
  });

  test('large messages of one moment are spread over as many requests as they need', async () => {
    const url = await openQueue();
    const queue = new SqsQueue(sqs, url);
    const html = 'é'.repeat(150_000);
    await Promise.all(Array.from({ length: 8 }, (_, number) => queue.send({ number, html })));
    expect(requests).toBe(3);
    const numbers = (await bodiesOf(url)).map((body) => (body as { number: number }).number);
    expect(numbers.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test('a delayed message is not there yet', async () => {
    const url = await openQueue();
    const queue = new SqsQueue(sqs, url);
    await Promise.all([queue.send({ at: 'once' }), queue.send({ at: 'later' }, 900)]);
    expect(await bodiesOf(url)).toEqual([{ at: 'once' }]);
  });

  test('what is sent is what the consumers read', async () => {
    const url = await openQueue();
    const queue = new SqsQueue(sqs, url);
    const decision = { ...route(routingRequest()), outcome: 'send', channel: 'sms' } as const;
    const command = { message: message(), number: 1, decision, since: TUESDAY, mayHaveLeft: true };
    const report = {
      kind: 'status',
      tenantId: 't',
      messageId: 'm',
      number: 1,
      channel: 'sms',
      event: { status: 'sent', at: 1 },
    } as const;
    await sqsRoutingQueue(queue).send({ message: message(), number: 2 });
    await sqsSendQueues(() => queue).send('sms', command);
    await sqsReportQueue(queue).send(report);
    const bodies = await bodiesOf(url);
    expect(parseRouteCommand(bodies[0])).toEqual({ v: 1, message: message(), number: 2 });
    expect(parseSendCommand(bodies[1])).toEqual({ v: 1, ...command });
    expect(parseProviderReport(bodies[2])).toEqual({ v: 1, ...report });
  });

  test('a pack says whose it is, so that SQS can be fair, and is read as it was sent', async () => {
    const url = await openQueue();
    const command = packCommand(100, { ticket: 'owner_1', notBefore: TUESDAY + 1 });
    await sqsPackQueues(() => new SqsQueue(sqs, url)).send('email', command);
    // The emulator takes the group of a standard queue's message, and forgets it.
    expect(asked).toMatchObject({ Entries: [{ MessageGroupId: command.tenantId }] });
    const [body] = await bodiesOf(url);
    expect(parsePackCommand(body)).toEqual(command);
  });

  test('what is not in a pack belongs to no group', async () => {
    await new SqsQueue(sqs, await openQueue()).send({});
    expect(JSON.stringify(asked)).not.toContain('MessageGroupId');
  });
});

describe('When SQS refuses', () => {
  let server: Loopback;
  let failing: readonly string[];
  let isSenderAtFault: boolean;
  /** After so many requests nothing fails any more. */
  let recoversAfter: number;
  beforeAll(async () => {
    server = await listen(({ body }) => {
      if (failing.includes('all')) return { status: 500, body: '{"__type":"InternalFailure"}' };
      const { Entries } = JSON.parse(body.toString()) as { Entries: { Id: string; MessageBody: string }[] };
      const isOver = recoversAfter-- <= 0;
      const isFailing = ({ MessageBody }: { MessageBody: string }) =>
        !isOver && failing.includes(MessageBody);
      const Failed = Entries.filter(isFailing).map(({ Id }) => ({
        Id,
        Code: 'Throttled',
        SenderFault: isSenderAtFault,
      }));
      const Successful = Entries.filter((entry) => !isFailing(entry)).map(({ Id }) => ({
        Id,
        MessageId: Id,
        MD5OfMessageBody: '',
      }));
      return {
        headers: { 'content-type': 'application/x-amz-json-1.0' },
        body: JSON.stringify({ Successful, Failed }),
      };
    });
  });
  afterAll(() => server.close());
  beforeEach(() => {
    failing = [];
    isSenderAtFault = false;
    recoversAfter = Infinity;
    server.received.length = 0;
  });

  const openQueue = () =>
    new SqsQueue(
      new SQSClient({ ...CLIENT, endpoint: server.url, md5: false }),
      `${server.url}/000000000000/q`,
      undefined,
      timelessRetry().retry,
    );

  test('some messages of a batch, only their senders hear of it', async () => {
    failing = ['3', '7'];
    const queue = openQueue();
    const results = await Promise.allSettled(Array.from({ length: 10 }, (_, number) => queue.send(number)));
    expect(results.flatMap(({ status }, number) => (status === 'rejected' ? [number] : []))).toEqual([3, 7]);
  });

  test('some messages for a moment, they are sent again and nobody hears of it', async () => {
    failing = ['3', '7'];
    recoversAfter = 1;
    const queue = openQueue();
    await Promise.all(Array.from({ length: 10 }, (_, number) => queue.send(number)));
    const sent = server.received.map(({ body }) =>
      (JSON.parse(body.toString()) as { Entries: { MessageBody: string }[] }).Entries.map(
        (one) => one.MessageBody,
      ),
    );
    expect(sent).toEqual([
      ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
      ['3', '7'],
    ]);
  });

  test('a message that is at fault itself, it is not sent again', async () => {
    failing = ['5'];
    isSenderAtFault = true;
    await expect(openQueue().send(5)).rejects.toThrow('SQS refused a message');
    expect(server.received).toHaveLength(1);
  });

  test('a whole request, everybody in it hears of it, and the next request goes through', async () => {
    failing = ['all'];
    const queue = openQueue();
    const results = await Promise.allSettled([queue.send(1), queue.send(2)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    failing = [];
    await expect(queue.send(3)).resolves.toBeUndefined();
  });
});
