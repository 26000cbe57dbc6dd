import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asTable, permissionReport } from '../../scripts/permission-report.ts';
import { CANARIES, leaksIn, NOT_PERSONAL, textsOf } from './support/canaries.ts';
import { gapsIn, OPERATIONS } from './support/documented.ts';
import { EveryWay } from './support/every-way.ts';
import { WholeStack } from './support/whole-stack.ts';

const stack = new WholeStack();
const way = new EveryWay(stack);
beforeAll(async () => {
  await stack.start();
  await way.take();
}, 300_000);
afterAll(() => stack.stop());

describe('What is known of people', () => {
  test('has a canary in every text of every body', () => {
    const texts = OPERATIONS.flatMap(({ body }) => (body === undefined ? [] : textsOf(body)));
    // A prospect's own body has the same fields as the prospect of a message.
    const places = texts.map((path) => {
      const known = path
        .replace(/^(wordings|points|frequencyCaps|criteria|steps|whenever)\..*$/, '$1')
        .replace(/^audience\.prospects\.data/, 'content.data')
        .replace(/^audience\.prospects\./, '');
      return known in CANARIES || known in NOT_PERSONAL ? known : `prospect.${known}`;
    });
    const fields = Object.keys(CANARIES).filter((field) => !field.includes(' '));
    expect(gapsIn([...fields, ...Object.keys(NOT_PERSONAL)], [...new Set(places)])).toEqual([]);
  });

  test('is where it has to be, and in no key of the table', async () => {
    const items = await stack.items();
    const attributes = new Map<string, Set<string>>();
    for (const [name, value] of items.flatMap((item) => Object.entries(item)))
      for (const field of leaksIn(JSON.stringify(value)))
        attributes.set(name, (attributes.get(name) ?? new Set()).add(field));
    // Conversations, messages sent and received, people, consents, and the words by which they are found; broadcasts,
    // each person’s part in them, and what people of a segment have in common; ways through journeys, what an audience brought
    // into one, appointments.
    expect([...attributes.keys()].toSorted()).toEqual([
      'a',
      'b',
      'c',
      'c_marketing',
      'e',
      'g',
      'h',
      'i',
      'm',
      'p',
      't',
      'v',
      'w',
    ]);
    expect(attributes.get('m')?.size).toBeGreaterThan(10);
    expect(items.length).toBeGreaterThan(40);
  });

  test('is in no line of a log', async () => {
    const log = await stack.log();
    expect(log.split('\n').length).toBeGreaterThan(100);
    expect(leaksIn(log)).toEqual([]);
    // Failures were logged too, of every function behind a queue.
    const failed = [...log.matchAll(/"code":"([\w-]+)-failed"/g)].map(([, name]) => name);
    expect(new Set(failed)).toEqual(
      new Set([
        'route-message',
        'send-message',
        'send-pack',
        'prepare-broadcast',
        'plan-broadcast',
        'enrol-audience',
        'record-event',
        'run-follow-up',
        'advance-journey',
        'project-statistics',
        'notify-agents',
        'run-rule',
      ]),
    );
  });

  test('is in no domain event', async () => {
    const events = await stack.shown('events');
    const types = [...events.matchAll(/"detail-type":"([\w.-]+)"/g)].map(([, type]) => type);
    expect(new Set(types)).toEqual(
      new Set([
        'message.delivered',
        'message.undeliverable',
        'prospect.opted-out',
        'prospect.unsubscribed',
        'prospect.erased',
      ]),
    );
    expect(leaksIn(events)).toEqual([]);
  });

  test('is neither in the name nor in the target of a schedule', async () => {
    const schedules = await stack.shown('schedules');
    expect(JSON.parse(schedules).items.length).toBeGreaterThan(0);
    expect(leaksIn(schedules)).toEqual([]);
  });

  test('is in the body of a dead letter and nowhere around it', async () => {
    const queues = [
      'routing',
      'send-sms',
      'send-whatsapp',
      'send-email',
      'send-sms-packs',
      'send-whatsapp-packs',
      'send-email-packs',
      'prepare-broadcasts',
      'plan-broadcasts',
      'enrol-audiences',
      'rules',
      'events',
      'follow-ups',
      'journeys',
      'statistics',
    ];
    for (const queue of queues) {
      const letters = await stack.take(`${queue}-dead-letters`);
      expect({ queue, count: letters.length }).toEqual({ queue, count: 3 });
      expect(letters.flatMap(({ body }) => leaksIn(body))).toContain('inbound Body');
      expect(letters.flatMap(({ around }) => leaksIn(around))).toEqual([]);
    }
  });

  test('is not repeated to whoever asked wrongly', () => {
    expect(way.refusals.length).toBe(12);
    expect(way.refusals.flatMap(leaksIn)).toEqual([]);
  });
});

describe('What the functions may do', () => {
  test('each of them did, or there is a reason; nothing else was tried', async () => {
    const { used } = JSON.parse(await stack.shown('permissions'));
    const { items: denials } = JSON.parse(await stack.shown('denied'));
    const report = permissionReport(stack.running.model, { used, denials });
    expect(report.problems).toEqual([]);
    expect(report.rows.length).toBeGreaterThan(100);
    expect(asTable(report)).toContain('0 unused');
  });

  test('no schedule was lost because the role of the scheduler would not let it through', () => {
    expect(stack.said.filter((line) => line.includes('may not send'))).toEqual([]);
  });
});
