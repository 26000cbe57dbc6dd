import { defineConfig } from 'vitest/config';
import { COMMON, IN_THE_BROWSER, OVER_THE_STACK } from './vitest.config.ts';

/** Each file starts a stack of its own, as `npm start` does, and asks it over HTTP. */
export default defineConfig({
  test: { ...COMMON, include: OVER_THE_STACK, exclude: IN_THE_BROWSER },
});
