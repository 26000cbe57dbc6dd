/**
 * Prints a CycloneDX bill of what the functions are made of: `npm run sbom`. `npm sbom --omit dev` alone would leave
 * out what the tools need as well (an SDK client, the validator), so npm is shown the lock file without the tools.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Package {
  readonly dev?: boolean;
  readonly devDependencies?: object;
}

const root = join(import.meta.dirname, '..');
const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));

function withoutTools({ devDependencies: _tools, ...rest }: Package): object {
  return rest;
}

const lock = read('package-lock.json') as { packages: Record<string, Package> };
const production = Object.entries(lock.packages).filter(([, { dev }]) => dev !== true);
const packages = Object.fromEntries(production.map(([path, entry]) => [path, withoutTools(entry)]));

const parent = mkdtempSync(join(tmpdir(), 'sbom-'));
// npm calls what it lists after its folder.
const folder = join(parent, 'coccinelle');
mkdirSync(folder);
writeFileSync(join(folder, 'package.json'), JSON.stringify(withoutTools(read('package.json') as Package)));
writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ ...lock, packages }));
const { status } = spawnSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
  cwd: folder,
  stdio: 'inherit',
});
rmSync(parent, { recursive: true });
process.exitCode = status ?? 1;
