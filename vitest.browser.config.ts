import { defineConfig } from 'vitest/config';
import { IN_THE_BROWSER } from './vitest.config.ts';

/** One file at a time: a browser takes a core, and the stack behind it the other one. */
export default defineConfig({
  test: {
    include: IN_THE_BROWSER,
    maxWorkers: 1,
    env: { CDK_DISABLE_STACK_TRACE: '1', CDK_VALIDATION: 'false' },
    deps: { interopDefault: false },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
