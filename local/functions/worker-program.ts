import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

let program: URL | undefined;

/**
 * The worker's program as plain JavaScript, built once. A thread that had to strip types itself would load the
 * compiler: a third of its memory and half of its start.
 */
export function workerProgram(): URL {
  program ??= build();
  return program;
}

function build(): URL {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL('./worker.ts', import.meta.url))],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node24',
  });
  const source = outputFiles[0]?.text ?? '';
  return new URL(`data:text/javascript;base64,${Buffer.from(source).toString('base64')}`);
}
