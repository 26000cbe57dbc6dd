import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { EventBus } from '../../../shared/adapters/events/event-bus.ts';
import { domainEventDetail } from '../../../shared/contracts/domain-events.ts';
import type { DomainEvent } from '../../../shared/domain/domain-event.ts';
import { TUESDAY } from '../../support/routing-request.ts';
import { CLIENT, listen, type Loopback } from '../../support/loopback.ts';
import { timelessRetry } from '../../support/timeless-retry.ts';

interface Entry {
  Source: string;
  DetailType: string;
  EventBusName: string;
  Detail: string;
}

let server: Loopback;
let refused: readonly string[];
/** How many requests more throttle what is refused; after them it is taken. */
let throttles: number;
let bus: EventBus;
beforeAll(async () => {
  server = await listen(({ body }) => {
    const { Entries } = JSON.parse(body.toString()) as { Entries: Entry[] };
    const isThrottled = throttles-- > 0;
    const answers = Entries.map(({ DetailType }) =>
      isThrottled && refused.includes(DetailType) ? { ErrorCode: 'ThrottlingException' } : { EventId: 'e' },
    );
    return {
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: JSON.stringify({ Entries: answers }),
    };
  });
  const client = new EventBridgeClient({ ...CLIENT, endpoint: server.url });
  bus = new EventBus(
    client,
    'the-bus',
    ['message.delivered', 'message.undeliverable'],
    timelessRetry().retry,
  );
});
afterAll(() => server.close());
beforeEach(() => {
  server.received.length = 0;
  refused = [];
  throttles = Infinity;
});

const entries = () =>
  server.received.flatMap(({ body }) => (JSON.parse(body.toString()) as { Entries: Entry[] }).Entries);

function event(type: DomainEvent['type'], id = '1'): DomainEvent {
  return {
    id: `${id}-${type}`,
    type,
    tenantId: 'tenant_a',
    at: TUESDAY,
    messageId: 'msg_1',
    channel: 'sms',
    attempt: 1,
  };
}

test('An event is published as its contract says', async () => {
  await bus.publish(event('message.delivered'));
  const [entry] = entries();
  expect(entry).toMatchObject({
    Source: 'coccinelle',
    DetailType: 'message.delivered',
    EventBusName: 'the-bus',
  });
  expect(domainEventDetail.parse(JSON.parse(entry?.Detail ?? ''))).toEqual({
    ...event('message.delivered'),
    version: 1,
    at: '2026-11-24T13:00:00.000Z',
  });
});

test('What a stage does not publish costs nothing', async () => {
  await bus.publish(event('message.opened'));
  expect(server.received).toEqual([]);
});

test('Events of one moment share requests', async () => {
  await Promise.all(
    Array.from({ length: 12 }, (_, index) => bus.publish(event('message.delivered', `${index}`))),
  );
  expect(server.received).toHaveLength(2);
  expect(new Set(entries().map(({ Detail }) => Detail)).size).toBe(12);
});

test('Only who published what the bus refused hears of it', async () => {
  refused = ['message.undeliverable'];
  const published = [event('message.delivered'), event('message.undeliverable')].map((one) =>
    bus.publish(one),
  );
  expect((await Promise.allSettled(published)).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
  ]);
});

test('What the bus throttled is sent again, alone, and a bounded number of times', async () => {
  refused = ['message.undeliverable'];
  throttles = 2;
  await Promise.all([bus.publish(event('message.delivered')), bus.publish(event('message.undeliverable'))]);
  expect(server.received.map(({ body }) => JSON.parse(body.toString()).Entries.length)).toEqual([2, 1, 1]);
  throttles = Infinity;
  server.received.length = 0;
  await expect(bus.publish(event('message.undeliverable'))).rejects.toThrow('ThrottlingException');
  expect(server.received).toHaveLength(4);
});
