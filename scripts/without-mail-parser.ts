import type { Plugin } from 'esbuild';

const STUB = `
export default {
  parse() {
    throw new Error('The parser of raw e-mails was left out of this bundle');
  },
};`;

/**
 * Replaces the parser of raw e-mails in the Resend SDK by one that throws: the SDK uses it to forward what was received,
 * which we never ask for, and it would be an eighth of every function that calls Resend.
 */
export const withoutMailParser: Plugin = {
  name: 'without-mail-parser',
  setup(build) {
    build.onResolve({ filter: /^postal-mime$/ }, ({ path, importer }) =>
      /[\\/]node_modules[\\/]resend[\\/]/.test(importer) ? { path, namespace: 'mail-parser' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'mail-parser' }, () => ({ contents: STUB }));
  },
};
