import type { Plugin } from 'esbuild';

const stubOf = (name: string): string => `
export class ${name} {
  constructor() {
    throw new Error('${name} was left out of this bundle: Lambda has the hash natively');
  }
}`;

/**
 * Leaves out the SHA-256 and the MD5 in JavaScript that AWS clients bring along for a Node without OpenSSL: Lambda's has
 * both, and the scripts would be a hundredth of every function.
 */
export const withoutScriptedHashes: Plugin = {
  name: 'without-scripted-hashes',
  setup(build) {
    const filter = /[\\/]@smithy[\\/]core[\\/].*[\\/](?:Sha256|Md5)Js\.js$/;
    build.onLoad({ filter }, ({ path }) => ({
      contents: stubOf(path.endsWith('Md5Js.js') ? 'Md5Js' : 'Sha256Js'),
    }));
  },
};
