import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import type { BuildOptions, Metafile, OutputFile } from 'esbuild';
import { awsClientVersions } from './aws-client-versions.ts';
import type { Bundle } from './bundles.ts';
import { SIZE_LIMITS } from './bundles.ts';
import { withoutMailParser } from './without-mail-parser.ts';
import { withoutScriptedHashes } from './without-scripted-hashes.ts';
import { withoutTwilioRequestClient } from './without-twilio-request-client.ts';

/** What a bundle weighs and which packages are in it, as `dist/sizes.json` records it. */
export interface BundleSize {
  readonly kind: Bundle['kind'];
  readonly bytes: number;
  readonly limit: number;
  /** The inputs that come from the providers' SDKs, from the root of the repository. */
  readonly providerModules: readonly string[];
}

const PROVIDER_MODULE = /(^|\/)node_modules\/(twilio|resend)\//;

/**
 * Bundles every function with one esbuild call and writes `dist/lambdas/<name>/index.mjs` and `dist/sizes.json`.
 * @param root the repository's root. @throws Error that lists the entries that do not exist.
 */
export async function buildBundles(
  root: string,
  bundles: readonly Bundle[],
): Promise<Record<string, BundleSize>> {
  const missing = bundles.filter(({ entry }) => !existsSync(join(root, entry)));
  if (missing.length > 0) {
    const list = missing.map(({ name, entry }) => `  ${name}: ${entry}`).join('\n');
    throw new Error(`These functions have no entry:\n${list}`);
  }
  const { outputFiles, metafile } = await build({
    ...optionsFor(root, bundles),
    write: false,
    metafile: true,
  });
  await Promise.all(outputFiles.map(writeIfChanged));
  const sizes = Object.fromEntries(bundles.map((bundle) => [bundle.name, sizeOf(bundle, metafile)]));
  await writeFile(join(root, 'dist/sizes.json'), `${JSON.stringify(sizes, undefined, 2)}\n`);
  return sizes;
}

function optionsFor(root: string, bundles: readonly Bundle[]): BuildOptions {
  return {
    absWorkingDir: root,
    entryPoints: bundles.map(({ name, entry }) => ({ in: entry, out: `${name}/index` })),
    outdir: join(root, 'dist/lambdas'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    legalComments: 'none',
    mainFields: ['module', 'main'],
    // The first renders React e-mails, the second parses streamed answers: both are imported only by calls we never make.
    external: ['@react-email/render', '@smithy/core/event-streams'],
    alias: {
      '@aws-sdk/credential-provider-node': join(import.meta.dirname, 'lambda-credentials.ts'),
      '@aws-sdk/endpoint-cache': join(import.meta.dirname, 'lambda-endpoint-cache.ts'),
    },
    plugins: [withoutTwilioRequestClient, withoutMailParser, withoutScriptedHashes, awsClientVersions],
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  };
}

/** An unchanged file is left alone and a changed one appears whole: a local stack may be running from it. */
async function writeIfChanged({ path, text }: OutputFile): Promise<void> {
  const before = await readFile(path, 'utf8').catch(() => undefined);
  if (before === text) return;
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, text);
  await rename(draft, path);
}

function sizeOf({ name, kind }: Bundle, metafile: Metafile): BundleSize {
  const output = metafile.outputs[join('dist/lambdas', name, 'index.mjs')];
  if (!output) throw new Error(`esbuild reports no output for ${name}`);
  const providerModules = Object.entries(output.inputs)
    .filter(([path, { bytesInOutput }]) => bytesInOutput > 0 && PROVIDER_MODULE.test(path))
    .map(([path]) => path);
  return { kind, bytes: output.bytes, limit: SIZE_LIMITS[kind], providerModules };
}
