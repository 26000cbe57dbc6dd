import { expect, test } from 'vitest';
import { isAllowed, readStatements } from '../../local/aws/statement.ts';

const TABLE = 'arn:aws:dynamodb:eu-west-1:000000000000:table/messages';

function evaluate(
  statements: readonly object[],
  action: string,
  resource: string,
  context?: Record<string, string>,
): boolean {
  return isAllowed(readStatements({ Statement: statements }, 'a role'), {
    action,
    resource,
    ...(context && { context }),
  });
}

const allowPut = { Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: TABLE };

test.each([
  ['what is allowed', [allowPut], 'dynamodb:PutItem', TABLE, true],
  ['another action', [allowPut], 'dynamodb:DeleteItem', TABLE, false],
  ['another resource', [allowPut], 'dynamodb:PutItem', `${TABLE}2`, false],
  ['nothing at all', [], 'dynamodb:PutItem', TABLE, false],
  ['actions in any case', [{ ...allowPut, Action: ['DYNAMODB:putitem'] }], 'dynamodb:PutItem', TABLE, true],
  ['an action by wildcard', [{ ...allowPut, Action: 'dynamodb:*Item' }], 'dynamodb:PutItem', TABLE, true],
  [
    'a wildcard that does not fit',
    [{ ...allowPut, Action: 'dynamodb:Get*' }],
    'dynamodb:PutItem',
    TABLE,
    false,
  ],
  [
    'a resource by wildcard',
    [{ ...allowPut, Resource: [`${TABLE}/index/*`] }],
    'dynamodb:PutItem',
    `${TABLE}/index/a`,
    true,
  ],
  ['one character by wildcard', [{ ...allowPut, Resource: 'arn:?' }], 'dynamodb:PutItem', 'arn:x', true],
  ['a dot as a dot', [{ ...allowPut, Resource: 'a.b*' }], 'dynamodb:PutItem', 'axbc', false],
  [
    'a deny over an allow',
    [allowPut, { Effect: 'Deny', Action: '*', Resource: '*' }],
    'dynamodb:PutItem',
    TABLE,
    false,
  ],
])('decides on %s', (_, statements, action, resource, expected) => {
  expect(evaluate(statements, action, resource)).toBe(expected);
});

test('holds a role to the service it may be passed to', () => {
  const pass = {
    Effect: 'Allow',
    Action: 'iam:PassRole',
    Resource: '*',
    Condition: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
  };
  const passTo = (service: string) =>
    evaluate([pass], 'iam:PassRole', 'arn', { 'iam:PassedToService': service });
  expect(passTo('scheduler.amazonaws.com')).toBe(true);
  expect(passTo('lambda.amazonaws.com')).toBe(false);
  expect(evaluate([pass], 'iam:PassRole', 'arn')).toBe(false);
});

test.each([
  [
    'a condition',
    { ...allowPut, Condition: { NumericLessThan: { 'aws:Age': 3 } } },
    'NumericLessThan on aws:Age',
  ],
  ['NotAction', { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, 'NotAction'],
])('says which part of a policy it cannot evaluate: %s', (_, statement, message) => {
  expect(() => readStatements({ Statement: statement }, 'SendSmsRole')).toThrow(message);
  expect(() => readStatements({ Statement: statement }, 'SendSmsRole')).toThrow('SendSmsRole');
});
