import { join } from 'node:path';
import { chromium, type CDPSession, type Page } from '@playwright/test';
import { startFakeServer } from '../dev/fake-server.ts';

/** What the application promises on a slow machine, in milliseconds. */
const BUDGETS = {
  'first rows': 1_100,
  'j / k': 100,
  'opening a thread': 150,
  'scrolling a screen': 100,
} as const;
type Measured = keyof typeof BUDGETS;

const SLOWER = 4;
const PEOPLE = 5_000;
const REPEATS = 9;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** From the press of a key to the frame that shows what it did. */
async function untilPainted(page: Page, act: string): Promise<number> {
  return page.evaluate(async (key) => {
    const began = performance.now();
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
    );
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - began;
  }, act);
}

async function firstRows(page: Page, url: string): Promise<number> {
  await page.goto(`${url}/inbox?view=all`);
  await page.locator('a[data-cursor]').first().waitFor();
  return page.evaluate(() => performance.now());
}

async function openThread(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const rows = [...document.querySelectorAll<HTMLElement>('a[data-cursor]:not([aria-current])')];
    // A pointer gets to a row before it presses.
    rows[2]?.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 150));
    const began = performance.now();
    const before = document.querySelector('section h2')?.textContent;
    rows[2]?.click();
    while (
      document.querySelector('article') === null ||
      document.querySelector('section h2')?.textContent === before
    ) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return performance.now() - began;
  });
}

async function scrollScreen(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const list = document.querySelector('[data-scroller="conversations"]');
    const began = performance.now();
    list?.scrollBy({ top: 600 });
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - began;
  });
}

async function loadAll(page: Page): Promise<number> {
  for (let tries = 0; tries < 400; tries += 1) {
    const size = await page.evaluate(() => {
      const list = document.querySelector('[data-scroller="conversations"]');
      list?.scrollTo({ top: list.scrollHeight });
      return Number(document.querySelector('[aria-setsize]')?.getAttribute('aria-setsize'));
    });
    if (size > 0) return size;
    await page.waitForTimeout(30);
  }
  throw new Error('The list never came to its end');
}

async function repeat(run: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let count = 0; count < REPEATS; count += 1) values.push(await run());
  return median(values);
}

/** Medians over a few runs, with the processor slowed down; the first load of each page has an empty cache. */
async function measure(): Promise<Record<Measured, number>> {
  const server = await startFakeServer(join(import.meta.dirname, '../../dist/web'), { people: PEOPLE });
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
  const slowed = async () => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      serviceWorkers: 'block',
    });
    const page = await context.newPage();
    const session: CDPSession = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    return page;
  };
  const loads: number[] = [];
  for (let count = 0; count < 5; count += 1) {
    const page = await slowed();
    loads.push(await firstRows(page, server.url));
    await page.context().close();
  }
  const page = await slowed();
  await firstRows(page, server.url);
  await page.waitForTimeout(4_000);
  const moving = await repeat(async () => untilPainted(page, 'j'));
  await openThread(page);
  await page.waitForTimeout(1_500);
  const opening = await repeat(async () => {
    const taken = await openThread(page);
    await page.waitForTimeout(800);
    return taken;
  });
  console.log(`${await loadAll(page)} conversations in the list`);
  await page.evaluate(() =>
    document.querySelector('[data-scroller="conversations"]')?.scrollTo({ top: 100_000 }),
  );
  const scrolling = await repeat(async () => scrollScreen(page));
  await browser.close();
  await server.close();
  return {
    'first rows': median(loads),
    'j / k': moving,
    'opening a thread': opening,
    'scrolling a screen': scrolling,
  };
}

for (const [what, taken] of Object.entries(await measure())) {
  const budget = BUDGETS[what as Measured];
  const verdict = taken <= budget ? '' : '  over its budget';
  if (taken > budget) process.exitCode = 1;
  console.log(`${what.padEnd(20)} ${Math.round(taken).toString().padStart(5)} of ${budget} ms${verdict}`);
}
