import { defineConfig } from 'vitest/config';

/** What is seen in a real browser: `npm run test:browser`. */
export const IN_THE_BROWSER = [
  'test/web/**/*.test.ts',
  'test/journeys/inbox.test.ts',
  'test/journeys/person-card.test.ts',
];
/** What is played over the whole local stack, days in seconds: `npm run test:stack`. */
export const OVER_THE_STACK = ['test/journeys/**/*.test.ts', 'test/security/whole-stack.test.ts'];

/** What every kind of test shares. */
export const COMMON = {
  // Two cores are what CI has; the local stack's own workers share them.
  maxWorkers: 2,
  // CDK notes where every construct and token was made, and the test runner maps each of those stacks: ten times the time.
  env: { CDK_DISABLE_STACK_TRACE: '1', CDK_VALIDATION: 'false' },
  // CommonJS packages are imported as Node imports them, not as Vite would.
  deps: { interopDefault: false },
  testTimeout: 20_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: { ...COMMON, include: ['test/**/*.test.ts'], exclude: [...IN_THE_BROWSER, ...OVER_THE_STACK] },
});
