import { spawnSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { APPSYNC_JS, CLOUDFRONT_2, notListed } from './edge-syntax.ts';
import { SynthesisedStack } from './synthesised-stack.ts';

const stack = new SynthesisedStack('prod');
const functions = stack.resources('AWS::CloudFront::Function').map(({ properties }) => properties);
const fileOfAddress = String(functions[0]?.['FunctionCode']);
const namespaces = stack.resources('AWS::AppSync::ChannelNamespace').map(({ properties }) => properties);

/** The engine of CloudFront Functions, as the distribution has it: 0.7.9 in Debian 12, which knows less than runtime 2.0. */
const HAS_NJS = spawnSync('njs', ['-v']).status === 0;

/** What njs says of a script: what it printed, or its error. */
function runInNjs(script: string): string {
  const { stdout, stderr } = spawnSync('njs', ['-c', script], { encoding: 'utf8' });
  return `${stdout}${stderr}`.trim();
}

const ADDRESSES = [
  ['/', '/index.html'],
  ['', '/index.html'],
  ['/inbox/prospect_456', '/index.html'],
  ['/inbox/', '/index.html'],
  ['/v2.1/inbox', '/index.html'],
  ['/inbox/é', '/index.html'],
  ['/assets/index-3f2a.js', '/assets/index-3f2a.js'],
  ['/app-config.json', '/app-config.json'],
  ['/assets/gone.js', '/assets/gone.js'],
  ['/.well-known', '/.well-known'],
] as const;

/** Each holds one thing that runtime 2.0 does not list, and nothing else that it does not. */
const NOT_IN_CLOUDFRONT = [
  ['object destructuring', 'function handler(event) { const { request } = event; return request; }'],
  ['array destructuring', 'var [a] = [1];'],
  ['destructured parameters', 'function f({ a }) { return a; }'],
  ['destructuring by assignment', 'let a; [a] = [1];'],
  ['optional chaining', 'const a = {}; a?.b;'],
  ['nullish coalescing', 'const a = null ?? 1;'],
  ['a class', 'class A {}'],
  ['spread in a call', 'Math.max(...[1]);'],
  ['spread in an array', 'const a = [...[1]];'],
  ['spread in an object', 'const a = { ...{} };'],
  ['a default of a parameter', 'function f(a = 1) { return a; }'],
  ['for … of', 'for (const a of [1]) {}'],
  ['logical assignment', 'let a = 1; a ||= 2;'],
  ['catch without a name', 'try {} catch {}'],
  ['a generator', 'function* g() {}'],
  ['an async arrow function', 'const f = async () => 1;'],
  ['shorthand properties', 'const b = 1; const a = { b };'],
  ['shorthand methods', 'const a = { b() {} };'],
  ['computed properties', "const a = { ['b']: 1 };"],
  ['a tagged template', 'String.raw`a`;'],
  ['a regular expression with flag u', '/a/u;'],
  ['a big integer', '10n;'],
  ['a module', "import a from 'a';"],
  ['a method that it lacks', '"abc".at(0);'],
  ['dynamic code', "eval('1');"],
  ['a timer', 'setTimeout(handler, 1);'],
] as const;

describe('The function at the edge', () => {
  it('is written in what runtime 2.0 documents, for that runtime', () => {
    expect(functions).toHaveLength(1);
    expect(functions[0]?.['FunctionConfig'].Runtime).toBe('cloudfront-js-2.0');
    expect(notListed(fileOfAddress, CLOUDFRONT_2)).toEqual([]);
  });

  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-functions
  it('is at most 10 KB long and has the handler that CloudFront calls, with an event', () => {
    expect(Buffer.byteLength(fileOfAddress)).toBeLessThanOrEqual(10 * 1_024);
    const handler: unknown = runInNewContext(`${fileOfAddress}\nhandler`);
    expect(handler).toBeTypeOf('function');
    expect((handler as () => void).length).toBe(1);
  });

  it.each(NOT_IN_CLOUDFRONT)('could not have %s', (_, code) => {
    expect(notListed(code, CLOUDFRONT_2)).toHaveLength(1);
  });

  it('could have all else that the documentation lists', () => {
    const listed = `var a = 1_000; let b = a ** 2; async function f(c, ...d) { await c; }
      const g = (x) => \`a\${x}\`; for (const k in { a: 1, get b() { return 1; } }) { if (k === 'a') continue; }
      try { throw new Error('a'); } catch (e) { b += 1; } finally { b++; } do { a--; } while (a > 0 && !b);
      out: while (true) { break out; } switch (b) { case 1: default: f(1); } /(?<n>a)/gi.exec('a'); typeof g;`;
    expect(notListed(listed, CLOUDFRONT_2)).toEqual([]);
  });

  it.each(ADDRESSES)('answers %j with %s', (uri, file) => {
    const event = { request: { method: 'GET', uri, headers: {} } };
    expect(runInNewContext(`${fileOfAddress}\nhandler(event)`, { event })).toEqual({
      method: 'GET',
      uri: file,
      headers: {},
    });
  });
});

describe.runIf(HAS_NJS)('The function at the edge, in njs', () => {
  it('answers each address as it does in Node', () => {
    const uris = JSON.stringify(ADDRESSES.map(([uri]) => uri));
    const print = `console.log(JSON.stringify(${uris}.map((uri) => handler({ request: { uri: uri } }).uri)))`;
    expect(JSON.parse(runInNjs(`${fileOfAddress}\n${print}`))).toEqual(ADDRESSES.map(([, file]) => file));
  });

  // Later versions know more of the language; none knows this.
  it('could not have object destructuring', () => {
    expect(runInNjs(NOT_IN_CLOUDFRONT[0][1])).toMatch(/SyntaxError: .*not supported in this version/);
  });
});

describe('The handler of live events', () => {
  it('is written in what APPSYNC_JS documents, and short enough', () => {
    expect(namespaces).toHaveLength(1);
    const code = String(namespaces[0]?.['CodeHandlers']);
    expect(notListed(code, APPSYNC_JS)).toEqual([]);
    expect(code.length).toBeLessThanOrEqual(32_768);
  });

  it.each([
    ['a regular expression', '/a/;'],
    ['a loop with a counter', 'for (let i = 0; i < 1; i += 1) {}'],
    ['while', 'while (true) {}'],
    ['try', 'try {} catch (e) {}'],
    ['throw', "throw 'a';"],
    ['continue', 'for (const a of [1]) { continue; }'],
    ['++', 'let a = 1; a++;'],
    ['~', '~1;'],
    ['in', "'a' in {};"],
    ['instanceof', 'const a = {}; a instanceof a;'],
    ['new', 'const a = {}; new a();'],
    ['this', 'this;'],
    ['async', 'async function f() {}'],
    ['a label', 'out: if (true) {}'],
    ['a class', 'class A {}'],
    ['destructuring', 'const { a } = {};'],
    ['another module', "import { a } from 'fs';"],
    ['a method that it lacks', "'a'.padStart(1);"],
    ['apply', 'const f = () => 1; f.apply(1);'],
  ])('could not have %s', (_, code) => {
    expect(notListed(code, APPSYNC_JS)).toHaveLength(1);
  });
});
