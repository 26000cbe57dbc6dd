import type { Plugin } from 'esbuild';

const STUB = `
export class Sha256Js {
  constructor() {
    throw new Error('The scripted SHA-256 was left out of this bundle');
  }
}`;

/**
 * Leaves out the SHA-256 in JavaScript that AWS clients bring along for a Node without OpenSSL: Lambda's has it, and the
 * script would be a hundredth of every function.
 */
export const withoutScriptedSha256: Plugin = {
  name: 'without-scripted-sha256',
  setup(build) {
    build.onLoad({ filter: /[\\/]@smithy[\\/]core[\\/].*[\\/]Sha256Js\.js$/ }, () => ({ contents: STUB }));
  },
};
