import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import type { Bundle } from '../../scripts/bundles.ts';

const EMPTY_HANDLER = 'export const handler = async () => ({});';

/** A bundle on disk. */
export interface Built {
  readonly file: string;
  readonly bytes: number;
}

/**
 * The same function bundled as `NodejsFunction` of aws-cdk-lib does it when nobody tells it otherwise: CommonJS, not
 * minified, packages by their `main`, nothing replaced. With one difference, its option `bundleAWSSDK`: by default it
 * leaves the AWS SDK to the copy that Lambda has, which no other machine has, and whose version nobody pins.
 */
export async function buildTheDefaultWay(root: string, { name, entry }: Bundle): Promise<Built> {
  const file = join(root, 'dist/bench', name, 'index.cjs');
  return buildTo(file, {
    absWorkingDir: root,
    entryPoints: [entry],
    format: 'cjs',
    // React e-mails are an optional peer of Resend's SDK that nobody here has installed.
    external: ['@react-email/render'],
  });
}

/** What is left when a function does nothing: the floor of every start. */
export async function buildEmptyHandler(root: string): Promise<Built> {
  const file = join(root, 'dist/bench/empty/index.mjs');
  return buildTo(file, { stdin: { contents: EMPTY_HANDLER }, format: 'esm', minify: true });
}

async function buildTo(file: string, options: BuildOptions): Promise<Built> {
  const { metafile } = await build({
    ...options,
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node24',
    metafile: true,
    logLevel: 'error',
  });
  const bytes = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
  return { file, bytes };
}
