import * as fc from 'fast-check';
import { exampleConsent, exampleMessage } from '../../support/example-bodies.ts';
import type { Schema } from './documented.ts';

/** Texts that programs have stumbled over. */
const HOSTILE_TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfffy',
  '\ufffe\uffff',
  '\ufeffx',
  '\u202egpj.exe',
  'e\u0301'.repeat(90),
  '👨‍👩‍👧‍👦'.repeat(40),
  '🏠'.repeat(200),
  'é'.repeat(200),
  '\r\nBcc: everybody@example.com',
  '<script>alert(1)</script>',
  '{{7*7}}',
  '${7*7}',
  '%s%n%x',
  "' OR '1'='1",
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '.',
  '..',
  '../../../etc/passwd',
  '..%2f..%2f',
  'null',
  'undefined',
  'NaN',
  '-0',
  '1e999',
  '#',
  'tenant_a#P#x',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59-23:59',
  '2026-11-24T24:00:00Z',
  '2024-02-29T12:00:00.999999999999+14:00',
  'PT0S',
  'P99999999999999999D',
  '24:00',
  'Europe/Paris\u0000',
  'https://169.254.169.254/latest/meta-data/',
  'https://[::1]/',
  'https://user:pass@example.com/%00',
  'javascript:alert(1)',
  '+33612345678\n',
  '0'.repeat(40),
  'a@b.c',
  `${'a'.repeat(64)}@${'b'.repeat(180)}.example`,
  '=cmd|calc',
  'x'.repeat(255),
  'application/pdf',
  `application/${'x'.repeat(20_000)}`,
  'QUJD',
  '====',
] as const;

const anyText = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({
    unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    maxLength: 20,
  }),
  // Longer than every limit, but for the body's own.
  fc.constantFrom(201, 2_001, 10_001, 300_000).map((length) => 'y'.repeat(length)),
);

const anyNumber = fc.oneof(
  fc.constantFrom(0, -0, -1, 0.5, 1e20, 1e308, -1e308, 5e-324, 2 ** 53, 2 ** 31, 43_200, 43_201),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Any JSON value at all. */
const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  anyText,
  anyNumber,
  fc.constantFrom(null, true, false, [], {}, [[]], { a: { b: { c: {} } } }),
  fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as unknown),
);

/** Values that fit, by the name of the field: the schema alone does not say what a phone number is. */
const FITTING: Readonly<Record<string, unknown>> = {
  ...exampleMessage.prospect,
  ...exampleMessage.preferences,
  ...exampleMessage.content,
  ...exampleConsent,
  filename: 'plan.pdf',
  contentType: 'application/pdf',
  content: 'JVBERi0xLjQ=',
  url: 'https://example.com/plan.pdf',
  appointmentAt: exampleMessage.appointmentAt,
  sendAt: exampleMessage.sendAt,
  at: exampleConsent.at,
  after: 'PT6H',
};

interface Likelihood {
  /** One field in so many is not what the schema asks for. */
  readonly oneIn: number;
}

/** A value for a schema, nearly always one that fits. */
function anyValueOf(schema: Schema, likelihood: Likelihood, name = ''): fc.Arbitrary<unknown> {
  const fitting = fittingValue(schema, likelihood, name);
  return fc.oneof({ weight: likelihood.oneIn - 1, arbitrary: fitting }, { weight: 1, arbitrary: anyJson });
}

function fittingValue(schema: Schema, likelihood: Likelihood, name: string): fc.Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined)
    return fc.oneof(...options.map((option) => anyValueOf(option, likelihood, name)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  switch (schema.type) {
    case 'object':
      return anyObject(schema, likelihood);
    case 'array':
      return fc.array(anyValueOf(schema.items ?? {}, likelihood), { maxLength: (schema.maxItems ?? 5) + 1 });
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -5, max: schema.maximum ?? 5 });
    case 'number':
      return anyNumber;
    default:
      return anyTextOf(schema, likelihood, name);
  }
}

function anyTextOf({ maxLength = 200 }: Schema, { oneIn }: Likelihood, name: string): fc.Arbitrary<unknown> {
  const known = FITTING[name];
  const free = anyText.map((text) => text.slice(0, maxLength));
  if (typeof known !== 'string') return free;
  return fc.oneof({ weight: oneIn, arbitrary: fc.constant(known) }, { weight: 1, arbitrary: free });
}

/** Required fields mostly, optional ones sometimes, and now and then one that nobody knows. */
function anyObject(schema: Schema, likelihood: Likelihood): fc.Arbitrary<unknown> {
  const { properties, required = [], additionalProperties } = schema;
  if (properties === undefined) {
    const value = typeof additionalProperties === 'object' ? additionalProperties : {};
    const anyName = fc.oneof(
      anyText.map((text) => text.slice(0, 100)),
      fc.constantFrom('firstName', '__proto__'),
    );
    return fc
      .array(fc.tuple(anyName, anyValueOf(value, likelihood)), { maxLength: 4 })
      .map((entries) => Object.fromEntries(entries));
  }
  const fields = Object.entries(properties).map(([name, field]) => {
    const value = anyValueOf(field, likelihood, name);
    const isNeeded = required.includes(name) || name === 'body' || name === 'email';
    const absence = isNeeded ? likelihood.oneIn * 2 : 2;
    return fc
      .tuple(value, fc.integer({ min: 1, max: absence }))
      .map(([drawn, dice]): [string, unknown][] => ((dice === 1) === isNeeded ? [] : [[name, drawn]]));
  });
  const stranger = fc
    .tuple(anyText, anyJson, fc.integer({ min: 1, max: likelihood.oneIn * 2 }))
    .map(([name, value, dice]): [string, unknown][] => (dice === 1 ? [[name, value]] : []));
  return fc.tuple(...fields, stranger, fc.boolean()).map((parts) => {
    const keepsContent = parts.pop() === true;
    const drawn: Record<string, unknown> = Object.fromEntries((parts as [string, unknown][][]).flat());
    // An attachment has one of the two, which the schema does not say.
    if (properties['filename'] === undefined) return drawn;
    const { url = FITTING['url'], content = FITTING['content'], ...rest } = drawn;
    return keepsContent ? { ...rest, content } : { ...rest, url };
  });
}

type Path = readonly string[];

function leavesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, [...path, name]));
}

function replaced(value: unknown, [name, ...rest]: Path, by: unknown): unknown {
  if (name === undefined) return by;
  const inner = (value as Record<string, unknown>)[name];
  if (Array.isArray(value)) return value.with(Number(name), replaced(inner, rest, by));
  return { ...(value as object), [name]: replaced(inner, rest, by) };
}

/** A body that fits, but for one value: the one that is looked at when nothing else is wrong. */
function anyNearlyFitting(schema: Schema): fc.Arbitrary<unknown> {
  const anyReplacement = fc.oneof({ weight: 4, arbitrary: anyText }, { weight: 1, arbitrary: anyJson });
  return fc.tuple(anyValueOf(schema, { oneIn: 5_000 }), fc.nat(), anyReplacement).map(([body, dice, by]) => {
    const leaves = leavesOf(body);
    return replaced(body, leaves[dice % leaves.length] ?? [], by);
  });
}

/** The value that fits, with each of its texts and numbers in turn replaced by each hostile text. */
export function everyReplacement(
  fitting: object,
  texts: readonly string[] = HOSTILE_TEXTS,
): { where: string; body: string }[] {
  return leavesOf(fitting).flatMap((leaf) =>
    texts.map((text) => ({
      where: `${leaf.join('.')} = ${JSON.stringify(text.slice(0, 60))}`,
      body: JSON.stringify(replaced(fitting, leaf, text)),
    })),
  );
}

/** What is done to the text of a body on its way. */
const SPOILERS: readonly ((text: string) => string)[] = [
  (text) => text.slice(0, -1),
  (text) => `${text}}`,
  (text) => `\ufeff${text}`,
  (text) => `${text}\u0000`,
  (text) => text.replace(/"/g, "'"),
  (text) => text.replace('{', '{"messageType":"general","messageType":"survey","prospect":{},'),
  (text) => text.replace('{', '{"__proto__":{"polluted":true},'),
  (text) => text.replace('{', '{"constructor":{"prototype":{"polluted":true}},'),
  (text) => text.replace(/:(\d+)/, ':1e999'),
  (text) => text.replace(/:(\d+)/, ':NaN'),
  (text) => `${'['.repeat(100_000)}${text}${']'.repeat(100_000)}`,
  (text) => `${'{"content":'.repeat(20_000)}${text}${'}'.repeat(20_000)}`,
  (text) => `${text}${' '.repeat(300_000)}`,
  (text) => text.replace(/"[^"]*"/, '"\\u0000\\ud800\\uffff"'),
  () => '',
  () => 'null',
  () => '[]',
  () => '"text"',
  () => '7',
  () => '<xml/>',
  () => 'a=b&c=d',
];

const CONTENT_TYPES = [
  'application/json; charset=utf-8',
  'APPLICATION/JSON',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json, application/json',
  'application/jsonx',
  ' ',
  '',
];

/** The text of a body and what it is called. One in eight is spoilt, one in twelve is called something else. */
export function anyBodyText(schema: Schema): fc.Arbitrary<{ body: string; contentType: string }> {
  return fc
    .tuple(
      fc.oneof(
        { weight: 3, arbitrary: anyNearlyFitting(schema) },
        { weight: 1, arbitrary: anyValueOf(schema, { oneIn: 20 }) },
        { weight: 1, arbitrary: anyValueOf(schema, { oneIn: 3 }) },
      ),
      fc.integer({ min: 0, max: SPOILERS.length * 8 - 1 }),
      fc.integer({ min: 0, max: CONTENT_TYPES.length * 12 - 1 }),
    )
    .map(([value, spoiler, type]) => {
      const text = JSON.stringify(value) ?? '';
      return {
        body: SPOILERS[spoiler]?.(text) ?? text,
        contentType: CONTENT_TYPES[type] ?? 'application/json',
      };
    });
}

/** Texts that a client may put where a path has a parameter: now and then one that leads somewhere. */
export const anyPathSegment = (fitting: string) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(fitting) },
    fc.constantFrom(
      'prospect_1',
      'marketing',
      'msg_01',
      '%00',
      '%',
      '%2e%2e',
      '%ff%fe',
      'a%0d%0ab',
      '__proto__',
      'é',
    ),
    anyText
      .filter((text) => text !== '' && text.isWellFormed())
      .map((text) => encodeURIComponent(text.slice(0, 2_000)).replaceAll('%2F', '_')),
  );

/** What a client may put into a header: anything that is no line break. */
export const anyHeader = fc.oneof(
  fc.constantFrom('', ' ', 'key-1', 'k'.repeat(256), 'clé', '\u0001', 'a,b', '__proto__'),
  fc.string({ maxLength: 60 }),
);
