import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

interface Package {
  name?: string;
  version?: string;
  license?: string;
  integrity?: string;
  resolved?: string;
  link?: boolean;
  inBundle?: boolean;
  dev?: boolean;
  hasInstallScript?: boolean;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

interface Manifest extends Package {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
  scripts: Record<string, string>;
}

const ROOT = new URL('../../', import.meta.url);
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, ROOT), 'utf8'));

const manifest = read('package.json') as Manifest;
const lock = read('package-lock.json') as { lockfileVersion: number; packages: Record<string, Package> };
const { '': root = {}, ...installed } = lock.packages;

/** The linters and the formatter, built for other machines. None of them is in a function. */
const FOREIGN_BUILD = /^node_modules\/(@ox(lint|fmt|c-parser)\/binding-|@oxlint-tsgolint\/)/;

describe('Dependencies', () => {
  const wanted = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });

  test('are pinned to one version each', () => {
    const loose = wanted.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    expect(loose).toEqual([]);
    expect(wanted.length).toBeGreaterThan(20);
  });

  test('are each either for the functions or for the work on them', () => {
    const both = Object.keys(manifest.dependencies).filter((name) => name in manifest.devDependencies);
    expect(both).toEqual([]);
  });

  test('are in the lock file as package.json names them', () => {
    expect(root.dependencies).toEqual(manifest.dependencies);
    expect(root.devDependencies).toEqual(manifest.devDependencies);
    const locked = wanted.map(([name]) => [name, installed[`node_modules/${name}`]?.version]);
    expect(Object.fromEntries(locked)).toEqual(Object.fromEntries(wanted));
  });

  test('are locked to their content, with everything that they bring along', () => {
    expect(lock.lockfileVersion).toBe(3);
    const unchecked = Object.entries(installed).filter(
      // What is bundled is hashed with its bundle; npm knows no hash of a build for a platform that it never fetched.
      ([path, { integrity = '', inBundle = false }]) =>
        !integrity.startsWith('sha512-') && !inBundle && !FOREIGN_BUILD.test(path),
    );
    expect(unchecked.map(([path]) => path)).toEqual([]);
  });

  test('come from the registry that npm is set to, and from no address of their own', () => {
    const elsewhere = Object.entries(installed).filter(
      ([, { resolved, link }]) => resolved !== undefined || link,
    );
    expect(elsewhere.map(([path]) => path)).toEqual([]);
  });

  test('run no script when they are installed, but for those that are allowed', () => {
    const withScript = Object.entries(installed)
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(([path]) => path.replace(/^.*node_modules\//, ''));
    // Of those that have one, npm runs what the list allows: the one that puts Node 24 in place.
    expect(manifest.allowScripts).toEqual({ node: true });
    expect([...new Set(withScript)].toSorted()).toEqual(['classic-level', 'esbuild', 'node']);
  });
});

describe('npm run sbom', () => {
  interface Component {
    name: string;
    version: string;
    purl: string;
    licenses?: { license?: { id?: string }; expression?: string }[];
  }

  const [command = '', ...options] =
    manifest.scripts['sbom']?.replace(/^node\b/, process.execPath).split(' ') ?? [];
  const bill = JSON.parse(
    execFileSync(command, options, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  ) as { bomFormat: string; specVersion: string; components: Component[] };
  const listed = bill.components.map(({ name, version }) => `${name}@${version}`).toSorted();

  test('prints a CycloneDX bill of materials', () => {
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: expect.stringMatching(/^1\.\d$/) });
  });

  test('has what the functions need in the versions that are pinned', () => {
    const needed = Object.entries(manifest.dependencies).map(([name, version]) => `${name}@${version}`);
    expect(needed.filter((name) => !listed.includes(name))).toEqual([]);
    expect(needed.length).toBeGreaterThan(5);
  });

  test('has what that brings along, and none of the tools', () => {
    const production = Object.entries(installed).filter(([, { dev = false }]) => !dev);
    const names = production.map(
      ([path, { version }]) => `${path.replace(/^.*node_modules\//, '')}@${version}`,
    );
    expect([...new Set(listed)]).toEqual([...new Set(names)].toSorted());
  });

  test('has a licence for everything, and none that would bind those who deploy it', () => {
    const licences = bill.components.map(({ name, licenses = [] }) => {
      const known = licenses.map(({ license, expression }) => license?.id ?? expression ?? '');
      return [name, known.join(' ')] as const;
    });
    const PERMISSIVE = /^(MIT|MIT-0|Apache-2\.0|ISC|BSD-[23]-Clause|0BSD|Unlicense|BlueOak-1\.0\.0)$/;
    expect(licences.filter(([, licence]) => !PERMISSIVE.test(licence))).toEqual([]);
  });
});
