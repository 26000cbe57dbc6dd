import { expect, test } from 'vitest';
import { RouteTable } from '../../local/http/route-table.ts';

const routes = [
  'GET /v1/messages/{messageId}',
  'ANY /v1/messages/{messageId}',
  'GET /v1/messages/latest',
  'POST /v1/messages/{messageId}/cancel',
  'GET /v1/{anything+}',
].map((key) => ({ method: key.split(' ')[0]!, path: key.split(' ')[1]!, functionArn: key }));

test.each([
  ['GET', '/v1/messages/latest', 'GET /v1/messages/latest', {}],
  ['GET', '/v1/messages/m1', 'GET /v1/messages/{messageId}', { messageId: 'm1' }],
  ['DELETE', '/v1/messages/m1', 'ANY /v1/messages/{messageId}', { messageId: 'm1' }],
  ['POST', '/v1/messages/m1/cancel', 'POST /v1/messages/{messageId}/cancel', { messageId: 'm1' }],
  ['GET', '/v1/a/b', 'GET /v1/{anything+}', { anything: 'a/b' }],
])('sends %s %s where API Gateway would', (method, path, key, pathParameters) => {
  expect(new RouteTable(routes).match(method, path)).toEqual({
    functionArn: key,
    routeKey: key,
    pathParameters,
  });
});

test.each([
  ['POST', '/v1/a/b'],
  ['POST', '/v1/messages/m1/cancel/x'],
  ['POST', '/v1/messages//cancel'],
  ['GET', '/'],
])('finds nothing for %s %s', (method, path) => {
  expect(new RouteTable(routes).match(method, path)).toBeUndefined();
});
