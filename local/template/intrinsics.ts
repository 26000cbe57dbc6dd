import { isObject } from './cloud-formation.ts';

/** What the functions of a template may ask about the rest of it. */
export interface Scope {
  /** The value of `Ref` for a resource, a parameter or a pseudo parameter; undefined for AWS::NoValue. */
  ref(logicalId: string): unknown;
  attribute(logicalId: string, attribute: string): unknown;
  condition(name: string): unknown;
  mapping(name: string, first: string, second: string): unknown;
}

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope) => scope.ref(text(argument)),
  'Fn::GetAtt': getAttribute,
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = pair(argument);
    return list(resolve(parts, scope)).map(text).join(text(separator));
  },
  'Fn::Split': (argument, scope) => {
    const [separator, source] = pair(argument);
    return text(resolve(source, scope)).split(text(separator));
  },
  'Fn::Select': (argument, scope) => {
    const [index, items] = pair(argument);
    return list(resolve(items, scope))[Number(resolve(index, scope))];
  },
  'Fn::Sub': substitute,
  'Fn::If': (argument, scope) => {
    const [name, yes, no] = list(argument);
    return resolve(isTrue(scope.condition(text(name)), scope) ? yes : no, scope);
  },
  'Fn::FindInMap': (argument, scope) => {
    const [name, first, second] = list(resolve(argument, scope)).map(text);
    return scope.mapping(name ?? '', first ?? '', second ?? '');
  },
};

/**
 * Replaces the intrinsic functions of a template by concrete values.
 * @throws Error for a function that the local stack does not know, naming it.
 */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value))
    return value.map((item) => resolve(item, scope)).filter((item) => item !== undefined);
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  const [name, argument] = entries.length === 1 ? entries[0]! : [];
  const intrinsic = name === undefined ? undefined : INTRINSICS[name];
  if (intrinsic) return intrinsic(argument, scope);
  if (name?.startsWith('Fn::')) throw new Error(`The local stack cannot resolve ${name}`);
  return Object.fromEntries(
    entries
      .map(([key, item]) => [key, resolve(item, scope)] as const)
      .filter(([, item]) => item !== undefined),
  );
}

function getAttribute(argument: unknown, scope: Scope): unknown {
  const [logicalId, ...path] = typeof argument === 'string' ? argument.split('.') : list(argument).map(text);
  return scope.attribute(logicalId ?? '', path.join('.'));
}

function substitute(argument: unknown, scope: Scope): string {
  const [template, variables] = typeof argument === 'string' ? [argument, {}] : pair(argument);
  const own = isObject(variables) ? variables : {};
  return text(template).replace(/\$\{([^}]+)\}/g, (_, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    if (name in own) return text(resolve(own[name], scope));
    return text(name.includes('.') ? getAttribute(name, scope) : scope.ref(name));
  });
}

/** Evaluates a condition expression of the template. */
function isTrue(expression: unknown, scope: Scope): boolean {
  if (!isObject(expression)) return expression === true || expression === 'true';
  const [name, argument] = Object.entries(expression)[0] ?? [];
  if (name === 'Condition') return isTrue(scope.condition(text(argument)), scope);
  if (name === 'Fn::Not') return !isTrue(list(argument)[0], scope);
  if (name === 'Fn::And') return list(argument).every((item) => isTrue(item, scope));
  if (name === 'Fn::Or') return list(argument).some((item) => isTrue(item, scope));
  if (name === 'Fn::Equals') {
    const [left, right] = pair(argument);
    return resolve(left, scope) === resolve(right, scope);
  }
  throw new Error(`The local stack cannot evaluate the condition ${name}`);
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`A list was expected: ${JSON.stringify(value)}`);
  return value;
}

function pair(value: unknown): readonly [unknown, unknown] {
  const [first, second] = list(value);
  return [first, second];
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error(`A string was expected: ${JSON.stringify(value)}`);
}
