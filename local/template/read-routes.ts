import { textOf } from './cloud-formation.ts';
import type { FunctionModel, RouteModel } from './model.ts';
import type { TemplateScope } from './template-scope.ts';

/**
 * The routes of the HTTP API and the functions behind them.
 * @throws Error for integrations and authorizers that the local stack does not emulate.
 */
export function readRoutes(scope: TemplateScope, functions: readonly FunctionModel[]): readonly RouteModel[] {
  const integrations = new Map(
    [...scope.resourcesOf('AWS::ApiGatewayV2::Integration')].map((integration) => {
      const { logicalId, properties } = integration;
      const uri = textOf(properties, 'IntegrationUri') ?? '';
      const target = functions.find(({ arn }) => uri === arn || uri.includes(`/functions/${arn}/`));
      if (!target) throw new Error(`${logicalId} calls ${uri}, which the local stack does not run`);
      const format = textOf(properties, 'PayloadFormatVersion');
      if (format !== '2.0')
        throw new Error(`${logicalId} uses payload format ${format}; the local stack speaks 2.0`);
      return [integration.physical.ref, target.arn] as const;
    }),
  );
  return [...scope.resourcesOf('AWS::ApiGatewayV2::Route')].map(({ logicalId, properties }) => {
    const authorization = textOf(properties, 'AuthorizationType') ?? 'NONE';
    if (authorization !== 'NONE')
      throw new Error(`${logicalId} has a ${authorization} authorizer, which the local stack cannot ask`);
    const target = textOf(properties, 'Target')?.replace(/^integrations\//, '') ?? '';
    const functionArn = integrations.get(target);
    if (functionArn === undefined) throw new Error(`${logicalId} has no integration ${target}`);
    const { method, path } = parseRouteKey(textOf(properties, 'RouteKey') ?? '');
    return { method, path, functionArn };
  });
}

function parseRouteKey(key: string): { readonly method: string; readonly path: string } {
  if (key === '$default') return { method: 'ANY', path: key };
  const [method, path] = key.split(' ');
  if (method === undefined || path === undefined) throw new Error(`${key} is not a route key`);
  return { method, path };
}
