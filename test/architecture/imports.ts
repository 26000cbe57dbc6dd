import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** One import as written in a file. */
export interface Import {
  /** The importing file, from the root. */
  readonly from: string;
  /** A file from the root when the import is relative, otherwise the package or `node:` module as written. */
  readonly to: string;
  readonly relative: boolean;
  /** Erased before the code runs. */
  readonly typeOnly: boolean;
  /** What is imported, as written: `{ createHash }`. */
  readonly names: string;
}

const STATIC_IMPORT =
  /^\s*(?:import|export)\s+(?<names>(?:type\s+)?[^'";]*?)\s*from\s*['"](?<source>[^'"]+)['"]/gm;
const BARE_IMPORT = /^\s*import\s*['"](?<source>[^'"]+)['"]/gm;
const DYNAMIC_IMPORT = /\b(?:import|require)\(\s*['"](?<source>[^'"]+)['"]/g;

/** The TypeScript files below these folders, from the root, without fixtures of other tools. */
export function listSources(root: string, folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name))),
  );
}

export function readImports(root: string, file: string): Import[] {
  const source = readFileSync(join(root, file), 'utf8');
  return [STATIC_IMPORT, BARE_IMPORT, DYNAMIC_IMPORT].flatMap((pattern) =>
    Array.from(source.matchAll(pattern), ({ groups = {} }) =>
      toImport(file, groups['source'] ?? '', groups['names'] ?? ''),
    ),
  );
}

function toImport(from: string, source: string, names: string): Import {
  const isRelative = source.startsWith('.');
  return {
    from,
    to: isRelative ? join(dirname(from), source) : source,
    relative: isRelative,
    typeOnly: names.startsWith('type ') || names.startsWith('type{'),
    names,
  };
}
