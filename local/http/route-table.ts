import type { RouteModel } from '../template/model.ts';

export interface RouteMatch {
  readonly functionArn: string;
  /** As API Gateway writes it: `GET /v1/messages/{messageId}`. */
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** Finds a route as API Gateway does: the most specific path wins, and an exact method goes before ANY. */
export class RouteTable {
  readonly #routes: readonly RouteModel[];

  constructor(routes: readonly RouteModel[]) {
    this.#routes = [...routes].sort((a, b) => specificity(b).localeCompare(specificity(a)));
  }

  match(method: string, path: string): RouteMatch | undefined {
    for (const route of this.#routes) {
      if (route.method !== 'ANY' && route.method !== method) continue;
      const pathParameters = parametersOf(route.path, path);
      if (!pathParameters) continue;
      const routeKey = route.path === '$default' ? route.path : `${route.method} ${route.path}`;
      return { functionArn: route.functionArn, routeKey, pathParameters };
    }
    return undefined;
  }
}

/** Sorts literal parts before parameters before greedy ones before the default route, then exact methods first. */
function specificity({ method, path }: RouteModel): string {
  const parts =
    path === '$default'
      ? ''
      : segmentsOf(path)
          .map((part) => (part.endsWith('+}') ? '1' : part.startsWith('{') ? '2' : '3'))
          .join('');
  return `${parts}|${method === 'ANY' ? '0' : '1'}`;
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').slice(1);
}

function parametersOf(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  if (pattern === '$default') return {};
  const [expected, actual] = [segmentsOf(pattern), segmentsOf(path)];
  const parameters: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const name = /^\{([^+}]+)(\+?)\}$/.exec(part);
    const value = name?.[2] === '+' ? actual.slice(index).join('/') : actual[index];
    if (value === undefined || value === '') return undefined;
    if (name?.[1] === undefined && part !== value) return undefined;
    if (name?.[1] !== undefined) parameters[name[1]] = value;
    if (name?.[2] === '+') return parameters;
  }
  return expected.length === actual.length ? parameters : undefined;
}
