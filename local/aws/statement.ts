import {
  isObject,
  listOf,
  objectOf,
  objectsOf,
  textOf,
  type Properties,
} from '../template/cloud-formation.ts';

/** One statement of an identity policy. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: readonly Condition[];
}

interface Condition {
  readonly operator: keyof typeof OPERATORS;
  readonly key: string;
  readonly values: readonly string[];
}

/** One thing that a caller wants to do. */
export interface Access {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

const OPERATORS = {
  StringEquals: (expected: string, actual: string) => expected === actual,
  StringLike: (expected: string, actual: string) => matches(expected, actual),
  ArnLike: (expected: string, actual: string) => matches(expected, actual),
  ArnEquals: (expected: string, actual: string) => matches(expected, actual),
  Bool: (expected: string, actual: string) => expected === actual,
};

const CONDITION_KEYS: ReadonlySet<string> = new Set([
  'iam:PassedToService',
  'aws:SecureTransport',
  'aws:RequestedRegion',
]);

/**
 * Reads the statements of a policy document.
 * @throws Error for what the local stack cannot evaluate, rather than allowing or denying by guess.
 */
export function readStatements(document: unknown, owner: string): readonly Statement[] {
  if (!isObject(document)) throw new Error(`The policy of ${owner} is not an object`);
  return objectsOf(document, 'Statement').map((statement) => readStatement(statement, owner));
}

function readStatement(statement: Properties, owner: string): Statement {
  for (const unsupported of ['NotAction', 'NotResource', 'Principal', 'NotPrincipal']) {
    if (unsupported in statement)
      throw new Error(`The policy of ${owner} uses ${unsupported}, which the local stack cannot evaluate`);
  }
  const effect = textOf(statement, 'Effect');
  if (effect !== 'Allow' && effect !== 'Deny')
    throw new Error(`The policy of ${owner} has the effect ${effect}`);
  return {
    effect,
    actions: listOf(statement, 'Action').map(String),
    resources: listOf(statement, 'Resource').map(String),
    conditions: readConditions(statement['Condition'], owner),
  };
}

function readConditions(block: unknown, owner: string): readonly Condition[] {
  if (!isObject(block)) return [];
  return Object.keys(block).flatMap((operator) =>
    Object.keys(objectOf(block, operator)).map((key) => {
      if (!isOperator(operator) || !CONDITION_KEYS.has(key)) {
        throw new Error(
          `The policy of ${owner} has a condition ${operator} on ${key}, which the local stack cannot evaluate`,
        );
      }
      return { operator, key, values: listOf(objectOf(block, operator), key).map(String) };
    }),
  );
}

function isOperator(name: string): name is keyof typeof OPERATORS {
  return name in OPERATORS;
}

/** Evaluates as IAM does: an explicit deny wins, and what no statement allows is denied. */
export function isAllowed(statements: readonly Statement[], access: Access): boolean {
  const applying = statements.filter((statement) => applies(statement, access));
  return applying.length > 0 && applying.every((statement) => statement.effect === 'Allow');
}

/** The resource, as a statement names it, on which an allowed access is allowed. */
export function allowedBy(statements: readonly Statement[], access: Access): string {
  const resources = statements
    .filter((statement) => applies(statement, access))
    .flatMap(({ resources: named }) => named);
  return resources.find((pattern) => matches(pattern, access.resource)) ?? access.resource;
}

function applies(statement: Statement, access: Access): boolean {
  const action = access.action.toLowerCase();
  return (
    statement.actions.some((pattern) => matches(pattern.toLowerCase(), action)) &&
    statement.resources.some((pattern) => matches(pattern, access.resource)) &&
    statement.conditions.every((condition) => holds(condition, access.context ?? {}))
  );
}

function holds(condition: Condition, context: Readonly<Record<string, string>>): boolean {
  const actual = context[condition.key];
  return (
    actual !== undefined &&
    condition.values.some((expected) => OPERATORS[condition.operator](expected, actual))
  );
}

function matches(pattern: string, value: string): boolean {
  if (pattern === value || pattern === '*') return true;
  if (!/[*?]/.test(pattern)) return false;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(value);
}
