import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BUILD } from './support/browser.ts';

/** Bytes of JavaScript, compressed, before the first screen: the budget of the application. */
const BUDGET = 130_000;

const page = readFileSync(join(BUILD, 'index.html'), 'utf8');

/** A file and all that it imports before it runs. */
function withImports(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const source = readFileSync(join(BUILD, file), 'utf8');
  for (const [, name] of source.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) {
    withImports(`assets/${name}`, seen);
  }
  return seen;
}

function compressed(files: Iterable<string>): number {
  let bytes = 0;
  for (const file of files) bytes += gzipSync(readFileSync(join(BUILD, file)), { level: 9 }).length;
  return bytes;
}

function chunk(name: string): string {
  const worker = readFileSync(join(BUILD, 'sw.js'), 'utf8');
  const found = new RegExp(`assets/${name}-[\\w-]+\\.js`).exec(worker);
  if (found === null) throw new Error(`No chunk is called ${name}`);
  return found[0];
}

describe('The first load of the application', () => {
  const [, entry = ''] = /src="\/(assets\/index-[^"]+\.js)"/.exec(page) ?? [];

  it('stays within its budget', () => {
    expect(compressed(withImports(entry))).toBeLessThanOrEqual(BUDGET);
  });

  it('stays close to it where somebody has to sign in first', () => {
    const files = withImports(entry);
    withImports(chunk('openid-manager'), files);
    expect(compressed(files)).toBeLessThanOrEqual(BUDGET + 5_000);
  });

  it('carries neither the thread, nor the dialogs, nor the charts', () => {
    const names = [...withImports(entry)].join(' ');
    expect(names).not.toMatch(/conversation-pane|dialog|menu|day-chart|openid-manager/);
  });

  it('has nothing of the made-up API in any file', () => {
    const worker = readFileSync(join(BUILD, 'sw.js'), 'utf8');
    const files = [...worker.matchAll(/assets\/[\w.-]+\.js/g)].map(([file]) => file);
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) {
      expect(readFileSync(join(BUILD, file), 'utf8')).not.toMatch(/_fake|agence-coccinelle\.example/);
    }
  });

  it('says what it is, and what of this address is not for search engines', () => {
    expect(page).toMatch(/<meta name="description" content="[^"]{20,}"/);
    expect(readFileSync(join(BUILD, 'robots.txt'), 'utf8')).toContain('Disallow: /v1/');
  });

  it('holds no script and no style in the page itself, as the content security policy asks', () => {
    expect(page).not.toMatch(/<style|style=|<script(?![^>]*src=)|\son\w+=/);
  });
});
