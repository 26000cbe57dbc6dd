import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listSources, readImports } from './imports.ts';
import { GOVERNED, LAYERS } from './layers.ts';

// What makes a function impure without importing anything.
const IMPURE =
  /\b(Date\.now|Math\.random|performance\.now|setTimeout|setInterval|fetch)\(|\bnew Date\(\)|\b(process|console)\./;

/** Every breach of the import rules below a root, one sentence each. */
export function findViolations(root: string): string[] {
  const files = listSources(
    root,
    GOVERNED.filter((folder) => existsSync(join(root, folder))),
  );
  return files.flatMap((file) => {
    const layer = LAYERS.find(({ owns }) => owns(file));
    if (!layer) return [`${file} belongs to no layer`];
    const imports = readImports(root, file)
      .filter((what) => !layer.mayImport(what))
      .map(({ to }) => `${file} (${layer.name}) must not import ${to}`);
    return imports.concat(findImpurity(root, file, layer.name));
  });
}

function findImpurity(root: string, file: string, layer: string): string[] {
  if (layer !== 'domain') return [];
  const found = IMPURE.exec(withoutComments(readFileSync(join(root, file), 'utf8')));
  return found ? [`${file} (domain) must not use ${found[0]}`] : [];
}

function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '');
}
