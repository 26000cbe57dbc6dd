import { join } from 'node:path';
import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test';
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
const LONGEST_LOAD = 2_500;

/** Of something that was done several times, in milliseconds. */
interface Taken {
  best: number;
  median: number;
}

function summed(values: readonly number[]): Taken {
  const [best = Number.NaN, ...rest] = values.toSorted((a, b) => a - b);
  return { best, median: rest[Math.floor(values.length / 2) - 1] ?? best };
}

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

/** Set in the page itself: what a test driver asks of a page that is loading takes its time from it. */
interface Timed extends Window {
  rowsPaintedAt?: number;
}

/** Until the frame that shows the first rows, from the moment the page was asked for. */
async function firstRows(page: Page, url: string): Promise<number> {
  await page.addInitScript(() => {
    const watcher = new MutationObserver(() => {
      if (document.querySelector('a[data-cursor]') === null) return;
      watcher.disconnect();
      requestAnimationFrame(() =>
        setTimeout(() => {
          (window as Timed).rowsPaintedAt = performance.now();
        }),
      );
    });
    watcher.observe(document, { childList: true, subtree: true });
  });
  await page.goto(`${url}/inbox?view=all`, { waitUntil: 'commit' });
  await page.waitForTimeout(LONGEST_LOAD);
  return page.evaluate(() => (window as Timed).rowsPaintedAt ?? Number.NaN);
}

/**
 * The same work each time, slowed down alike: elements made and laid out. How much longer it takes at the median than
 * at its best says how busy the machine was with something else.
 */
async function reference(page: Page): Promise<number> {
  return page.evaluate(() => {
    const began = performance.now();
    const list = document.body.appendChild(document.createElement('ul'));
    for (let count = 0; count < 2_000; count += 1) {
      const item = list.appendChild(document.createElement('li'));
      item.append(String(count), document.createElement('b'));
    }
    const { height } = list.getBoundingClientRect();
    list.remove();
    return height > 0 ? performance.now() - began : Number.NaN;
  });
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

async function repeat(run: () => Promise<number>): Promise<Taken> {
  const values: number[] = [];
  for (let count = 0; count < REPEATS; count += 1) values.push(await run());
  return summed(values);
}

async function openBrowser() {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  const args = ['--no-sandbox', '--disable-background-networking', '--disable-component-update'];
  return chromium.launch({ executablePath, args: [...args, '--disable-sync', '--no-first-run'] });
}

/** A page with the processor slowed down, in a profile without a cache. */
async function slowed(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    serviceWorkers: 'block',
    locale: 'fr-FR',
  });
  const page = await context.newPage();
  const session: CDPSession = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  return page;
}

async function measure(browser: Browser, url: string): Promise<Record<Measured | 'reference', Taken>> {
  const references: number[] = [];
  const loads = await repeat(async () => {
    const page = await slowed(browser);
    references.push(await reference(page));
    const taken = await firstRows(page, url);
    await page.context().close();
    return taken;
  });
  const page = await slowed(browser);
  await firstRows(page, url);
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
  return {
    'first rows': loads,
    'j / k': moving,
    'opening a thread': opening,
    'scrolling a screen': scrolling,
    reference: summed(references),
  };
}

const server = await startFakeServer(join(import.meta.dirname, '../../dist/web'), { people: PEOPLE });
const browser = await openBrowser();
// The best of several runs is what the application takes; the rest is what else the machine had to do.
for (const [what, { best, median }] of Object.entries(await measure(browser, server.url))) {
  const budget = BUDGETS[what as Measured] as number | undefined;
  const isOver = budget !== undefined && !(best <= budget);
  if (isOver) process.exitCode = 1;
  const numbers = `${String(Math.round(best)).padStart(5)} ms at best, ${Math.round(median)} at the median`;
  const verdict = budget === undefined ? '' : `, of ${budget}${isOver ? ': over its budget' : ''}`;
  console.log(`${what.padEnd(20)}${numbers}${verdict}`);
}
await browser.close();
await server.close();
