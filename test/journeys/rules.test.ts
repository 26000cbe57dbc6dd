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
