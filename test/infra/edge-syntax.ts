import { parseAst } from 'vite';

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}
/** True where the documentation lists a node as it stands. */
type Listed = (node: Node) => boolean;

/** What the documentation of a runtime lists; everything else is refused. */
export interface EdgeRuntime {
  readonly nodes: Readonly<Record<string, Listed>>;
  /** The names that follow a dot in a call. */
  readonly methods: ReadonlySet<string>;
}

const always: Listed = () => true;
const all = (...types: readonly string[]) => Object.fromEntries(types.map((type) => [type, always]));
const words = (text: string) => text.trim().split(/\s+/);
const oneOf =
  (field: string, list: string): Listed =>
  (node) =>
    words(list).includes(String(node[field]));

const isIdentifier = (value: unknown): boolean => (value as Node | null)?.type === 'Identifier';
const declares: Listed = ({ id }) => isIdentifier(id);
const isOfOneName = (parameter: Node): boolean =>
  isIdentifier(parameter.type === 'RestElement' ? parameter['argument'] : parameter);
/** Parameters are names, the last of which may take the rest. */
const takesNames: Listed = (node) => (node['params'] as Node[]).every(isOfOneName);
/** `name: value`, and what ECMAScript 5.1 knows of getters and setters. */
const isPlainProperty: Listed = ({ shorthand, computed, method }) =>
  shorthand !== true && computed !== true && method !== true;

const ES5_BINARY = '+ - * / % == != === !== < <= > >= & | ^ << >> >>>';
const ES5_ASSIGNMENT = '= += -= *= /= %= <<= >>= >>>= &= |= ^=';
const isWrittenAsInEs5 = (raw: unknown): boolean => !/^0[bo]/i.test(String(raw));
const flagsOf = ({ regex }: Node): string | undefined => (regex as { flags: string } | undefined)?.flags;

const COMMON = {
  ...all('Program', 'BlockStatement', 'EmptyStatement', 'ExpressionStatement', 'ReturnStatement'),
  ...all('IfStatement', 'BreakStatement', 'SwitchStatement', 'SwitchCase', 'ForInStatement'),
  ...all('Identifier', 'ArrayExpression', 'ObjectExpression', 'ConditionalExpression', 'CallExpression'),
  ...all('MemberExpression', 'TemplateLiteral', 'TemplateElement', 'RestElement'),
  VariableDeclaration: oneOf('kind', 'var let const'),
  VariableDeclarator: declares,
  Property: isPlainProperty,
} satisfies Record<string, Listed>;

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html */
export const CLOUDFRONT_2: EdgeRuntime = {
  nodes: {
    ...COMMON,
    ...all('ForStatement', 'WhileStatement', 'DoWhileStatement', 'ContinueStatement', 'LabeledStatement'),
    ...all('ThrowStatement', 'TryStatement', 'ThisExpression', 'NewExpression', 'SequenceExpression'),
    ...all('UpdateExpression', 'UnaryExpression', 'AwaitExpression'),
    CatchClause: ({ param }) => isIdentifier(param),
    FunctionDeclaration: (node) => node['generator'] !== true && takesNames(node),
    // "async arguments and closures are not supported"
    FunctionExpression: (node) => node['generator'] !== true && node['async'] !== true && takesNames(node),
    ArrowFunctionExpression: (node) => node['async'] !== true && takesNames(node),
    BinaryExpression: oneOf('operator', `${ES5_BINARY} in instanceof **`),
    LogicalExpression: oneOf('operator', '&& ||'),
    AssignmentExpression: (node) => oneOf('operator', ES5_ASSIGNMENT)(node) && isTarget(node['left']),
    Literal: (node) =>
      !('bigint' in node) && isWrittenAsInEs5(node['raw']) && /^[gimy]*$/.test(flagsOf(node) ?? ''),
  },
  methods: new Set(
    words(`
      create defineProperties defineProperty freeze getOwnPropertyDescriptor getOwnPropertyDescriptors
      getOwnPropertyNames getPrototypeOf isExtensible isFrozen isSealed keys preventExtensions seal assign entries values
      hasOwnProperty isPrototypeOf propertyIsEnumerable toString valueOf
      fromCharCode fromCodePoint charAt concat indexOf lastIndexOf match replace search slice split substr substring
      toLowerCase trim toUpperCase codePointAt endsWith includes repeat startsWith padStart padEnd trimStart trimEnd
      replaceAll isFinite isInteger isNaN isSafeInteger parseInt parseFloat toExponential toFixed toPrecision
      apply bind call exec test parse stringify isArray of every filter forEach join map pop push reduce reduceRight
      reverse shift some sort splice unshift copyWithin fill find findIndex
      abs ceil floor max min pow round sign sqrt trunc random log
    `),
  ),
};

/** https://docs.aws.amazon.com/appsync/latest/eventapi/runtime-supported-features.html */
export const APPSYNC_JS: EdgeRuntime = {
  nodes: {
    ...COMMON,
    ...all('ChainExpression', 'ForOfStatement', 'SpreadElement', 'ImportSpecifier'),
    ImportDeclaration: ({ source }) => (source as Node)['value'] === '@aws-appsync/utils',
    ExportNamedDeclaration: ({ declaration }) => (declaration as Node | null)?.type === 'FunctionDeclaration',
    FunctionDeclaration: (node) => node['generator'] !== true && node['async'] !== true && takesNames(node),
    ArrowFunctionExpression: (node) => node['async'] !== true && takesNames(node),
    UnaryExpression: oneOf('operator', '! + - void typeof delete'),
    BinaryExpression: oneOf('operator', `${ES5_BINARY} **`),
    LogicalExpression: oneOf('operator', '&& || ??'),
    AssignmentExpression: (node) => oneOf('operator', ES5_ASSIGNMENT)(node) && isTarget(node['left']),
    // Regular expressions are not among its types.
    Literal: (node) => !('bigint' in node) && isWrittenAsInEs5(node['raw']) && flagsOf(node) === undefined,
  },
  methods: new Set(
    words(`
      assign entries hasOwn keys values charAt concat endsWith indexOf lastIndexOf raw replace replaceAll slice split
      startsWith toLowerCase toUpperCase trim trimEnd trimStart isFinite isNaN random min max round floor ceil
      fill flat join pop push reverse shift sort splice unshift forEach map flatMap filter reduce reduceRight find some
      every findIndex findLast findLastIndex parse stringify
      matches unauthorized
    `),
  ),
};

/** Neither dynamic code nor timers, files or processes. */
const REFUSED_NAMES = new Set(
  words('eval Function setTimeout setInterval setImmediate clearTimeout process fetch'),
);

function isTarget(left: unknown): boolean {
  return ['Identifier', 'MemberExpression'].includes((left as Node).type);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

/** The outermost parts of the code that the runtime does not list, each as source text after what it is. */
export function notListed(code: string, runtime: EdgeRuntime): string[] {
  const found: string[] = [];
  const visit = (node: Node): void => {
    const what = refusalOf(node, runtime);
    if (what !== undefined) {
      found.push(`${what}: ${code.slice(Number(node['start']), Number(node['end']))}`);
      return;
    }
    for (const child of Object.values(node).flat()) if (isNode(child)) visit(child);
  };
  visit(parseAst(code) as unknown as Node);
  return found;
}

function refusalOf(node: Node, { nodes, methods }: EdgeRuntime): string | undefined {
  if (nodes[node.type]?.(node) !== true) return node.type;
  if (node.type === 'Identifier' && REFUSED_NAMES.has(String(node['name']))) return 'restricted name';
  const callee = node.type === 'CallExpression' ? (node['callee'] as Node) : undefined;
  if (callee?.type !== 'MemberExpression') return undefined;
  const name = String((callee['property'] as Node)['name']);
  return callee['computed'] === true || !methods.has(name) ? 'method' : undefined;
}
