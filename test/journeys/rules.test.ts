import { expect, test } from 'vitest';
import { Table } from '../../shared/adapters/dynamodb/table.ts';
import { dynamoScopes } from '../../shared/adapters/dynamodb/tenant-scopes.ts';
import { DAY } from '../../shared/domain/instant.ts';
import { eventually } from '../support/client.ts';
import { useLocalStack } from '../support/local-stack.ts';

const longAgo = Date.now() - 3 * 366 * DAY;

/** Two people of whom nothing was heard since: one of them bought something. */
const stack = useLocalStack(async (dynamo, tableName) => {
  const { people, prospects } = dynamoScopes(new Table(dynamo, tableName), 30)('tenant_demo');
  for (const person of [{ id: 'silent' }, { id: 'buyer', customer: true }]) {
    await people.enrol(person.id);
    await prospects.put({ ...person, email: `${person.id}@example.com` }, longAgo);
  }
});

test('In the night, who was not heard of for three years is forgotten, and other systems hear of it', async () => {
  await stack.demo.put('/v1/prospects/new', { email: 'new@example.com' });
  expect((await stack.demo.get('/v1/prospects/silent')).status).toBe(200);
  await stack.advance('P1D');
  await eventually(
    () => stack.demo.get('/v1/prospects/silent'),
    ({ status }) => status === 404,
  );
  for (const id of ['new', 'buyer']) expect((await stack.demo.get(`/v1/prospects/${id}`)).status).toBe(200);
  const { body } = await eventually(
    () => stack.demo.get('/_local/events'),
    (answer) => JSON.stringify(answer.body).includes('prospect.erased'),
  );
  const erased = body.items.filter((event: object) => JSON.stringify(event).includes('prospect.erased'));
  expect(erased).toHaveLength(1);
  expect(JSON.stringify(erased)).toContain('"prospectId":"silent"');
});

test('A message whose receipt and whose follow-up were both lost is found by the hour, and not sent again', async () => {
  await stack.goToDaytime();
  await stack.fault({ provider: 'twilio', mode: 'lose-callback', to: '+33612340001' });
  const prospect = { id: 'unheard', phone: '+33612340001' };
  const id = await stack.submit({
    prospect,
    messageType: 'appointment',
    channel: 'sms',
    content: { body: 'Ok' },
  });
  await stack.reaches(id, 'sent');
  // Within five minutes it is counted: there the rule finds it.
  await stack.advance('PT6M');
  await stack.loseSchedules();
  await stack.advance('PT2H');
  expect((await stack.message(id)).status).toBe('sent');
  await stack.advance('PT2H');
  await stack.reaches(id, 'delivered');
  expect(await stack.outbox('+33612340001')).toHaveLength(1);
  const delivered = async () => {
    const { body } = await stack.demo.get('/_local/events');
    return body.items.filter(
      (event: object) =>
        JSON.stringify(event).includes('message.delivered') && JSON.stringify(event).includes(id),
    );
  };
  expect(await eventually(delivered, (found) => found.length > 0)).toHaveLength(1);
});
