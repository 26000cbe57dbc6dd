import type { Plugin } from 'esbuild';

const STUB = `
module.exports.default = class RequestClient {
  constructor() {
    throw new Error('The Twilio client was made without an httpClient; its own was left out of this bundle');
  }
};
module.exports.__esModule = true;`;

/**
 * Replaces the HTTP client of the Twilio SDK by one that throws. Our adapter always passes its own, with time-outs
 * that it controls; the SDK's brings axios and a table of MIME types, 350 KB that would never run.
 */
export const withoutTwilioRequestClient: Plugin = {
  name: 'without-twilio-request-client',
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\/(base\/)?RequestClient$/ }, ({ path, importer }) =>
      /[\\/]twilio[\\/]lib[\\/]/.test(importer) ? { path, namespace: 'twilio-request-client' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'twilio-request-client' }, () => ({ contents: STUB }));
  },
};
