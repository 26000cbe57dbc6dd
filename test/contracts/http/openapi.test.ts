import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { openApiDocument } from '../../../shared/contracts/openapi.ts';
import { SynthesisedStack } from '../../infra/synthesised-stack.ts';

test('The document that is served is the one that the contracts make: npm run openapi', async () => {
  const served = await readFile(new URL('../../../lambdas/openapi/openapi.json', import.meta.url), 'utf8');
  expect(JSON.parse(served)).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
});

test('Every route of the stack under /v1 is in the document, and nothing else', () => {
  const stack = new SynthesisedStack('dev');
  const routes = stack
    .resources('AWS::ApiGatewayV2::Route')
    .map(({ properties }) => String(properties['RouteKey']))
    .filter((key) => key.includes(' /v1/') && !key.endsWith('/v1/openapi.json') && !key.startsWith('ANY '));
  const { paths } = openApiDocument() as { paths: Record<string, object> };
  const documented = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(documented.sort()).toEqual(routes.sort());
});
