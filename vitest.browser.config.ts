import { defineConfig } from 'vitest/config';
import { COMMON, IN_THE_BROWSER } from './vitest.config.ts';

/** One file at a time: a browser takes a core, and the stack behind it the other one. */
export default defineConfig({
  test: { ...COMMON, include: IN_THE_BROWSER, maxWorkers: 1, testTimeout: 60_000 },
});
