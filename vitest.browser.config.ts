import { defineConfig } from 'vitest/config';
import { COMMON, IN_THE_BROWSER } from './vitest.config.ts';

/** One file at a time: a browser takes a core, and the stack behind it the other one. What is waited for may take long. */
export default defineConfig({
  test: {
    ...COMMON,
    include: IN_THE_BROWSER,
    maxWorkers: 1,
    testTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
  },
});
