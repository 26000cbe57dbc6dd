import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const programs = new Map<string, URL>();

/**
 * The program of a worker thread as plain JavaScript, built once. A thread that had to strip types itself would load
 * the compiler: a third of its memory and half of its start.
 * @param entry the file URL of its TypeScript.
 */
export function threadProgram(entry: URL): URL {
  const program = programs.get(entry.href) ?? build(entry);
  programs.set(entry.href, program);
  return program;
}

function build(entry: URL): URL {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node24',
  });
  const source = outputFiles[0]?.text ?? '';
  return new URL(`data:text/javascript;base64,${Buffer.from(source).toString('base64')}`);
}
