import { BUNDLES } from '../../scripts/bundles.ts';
import type { Import } from './imports.ts';

/** A part of the house and what its files may import. */
export interface Layer {
  readonly name: string;
  /** Whether a file, given from the root, belongs to it. The first layer that claims a file has it. */
  readonly owns: (file: string) => boolean;
  readonly mayImport: (what: Import) => boolean;
}

/** The folders that the rules are about; everything in them belongs to a layer. */
export const GOVERNED = ['shared', 'lambdas', 'lib', 'local', 'web'];

const ENTRIES = new Set(BUNDLES.map(({ entry }) => entry));
const PROVIDER_SDKS = /^(twilio|resend|standardwebhooks)(\/|$)/;
const AWS_SDKS = /^(@aws-sdk|@smithy)\//;

/** A technique that adapters share lies beside their folders; it is nobody's adapter and may not import one. */
const COMMON_GROUND = /^shared\/adapters\/(channels\/)?[^/]+\.ts$/;

/** What talks to the outside: a provider or AWS. */
function isSdk({ to }: Import): boolean {
  return PROVIDER_SDKS.test(to) || AWS_SDKS.test(to);
}

function layers(...names: readonly string[]) {
  return (what: Import) => what.relative && names.includes(layerOf(what.to) ?? '');
}

/** `shared/adapters/dynamodb`, `shared/adapters/channels/twilio`: the folder that makes one adapter. */
function adapterOf(file: string): string {
  return /^shared\/adapters\/(channels\/)?[^/]+/.exec(file)?.[0] ?? file;
}

const SHARED: readonly Layer[] = [
  {
    name: 'domain',
    owns: (file) => file.startsWith('shared/domain/'),
    // Hashing is a pure function; what draws random numbers from the same module is not.
    mayImport: (what) =>
      layers('domain')(what) || (what.to === 'node:crypto' && !/random|\*|generate/i.test(what.names)),
  },
  {
    name: 'ports',
    owns: (file) => file.startsWith('shared/ports/'),
    mayImport: layers('ports', 'domain', 'errors'),
  },
  {
    name: 'use-cases',
    owns: (file) => file.startsWith('shared/use-cases/'),
    mayImport: layers('use-cases', 'domain', 'ports', 'errors'),
  },
  {
    name: 'contracts',
    owns: (file) => file.startsWith('shared/contracts/'),
    mayImport: (what) => layers('contracts', 'domain')(what) || /^zod(\/|$)/.test(what.to),
  },
  {
    name: 'adapters',
    owns: (file) => file.startsWith('shared/adapters/'),
    mayImport: (what) =>
      !what.relative ||
      layers('ports', 'domain', 'contracts', 'errors')(what) ||
      adapterOf(what.to) === adapterOf(what.from) ||
      COMMON_GROUND.test(what.to),
  },
  {
    name: 'runtime',
    owns: (file) => file.startsWith('shared/runtime/'),
    mayImport: (what) =>
      (!what.relative && !isSdk(what)) ||
      layers('runtime', 'contracts', 'domain', 'ports', 'errors', 'env')(what),
  },
  { name: 'errors', owns: (file) => file === 'shared/errors.ts', mayImport: layers('domain') },
  { name: 'env', owns: (file) => file === 'shared/env.ts', mayImport: () => false },
];

const AROUND: readonly Layer[] = [
  {
    name: 'entries',
    owns: (file) => ENTRIES.has(file),
    mayImport: (what) => layers('handlers', 'wiring', 'use-cases', 'adapters', 'runtime', 'env')(what),
  },
  {
    name: 'wiring',
    owns: (file) => /^lambdas\/wiring(\.ts$|\/)/.test(file),
    mayImport: (what) => !what.relative || !['entries', 'handlers'].includes(layerOf(what.to) ?? ''),
  },
  {
    name: 'handlers',
    owns: (file) => file.startsWith('lambdas/'),
    mayImport: (what) =>
      (!what.relative && !isSdk(what)) ||
      layers('handlers', 'use-cases', 'contracts', 'runtime', 'errors')(what) ||
      (what.typeOnly && layers('domain', 'ports')(what)),
  },
  {
    name: 'lib',
    owns: (file) => file.startsWith('lib/'),
    mayImport: (what) =>
      /^(aws-cdk-lib|constructs|node:)(\/|$|(?<=:))/.test(what.to) ||
      layers('lib', 'env')(what) ||
      (what.typeOnly && layers('domain')(what)),
  },
  {
    name: 'demonstration',
    // A month played by the product's own rules.
    owns: (file) => file.startsWith('local/demo/'),
    mayImport: (what) =>
      !['entries', 'wiring', 'handlers', 'runtime', 'lib'].includes(layerOf(what.to) ?? ''),
  },
  {
    name: 'local',
    owns: (file) => file.startsWith('local/'),
    mayImport: (what) =>
      !['entries', 'wiring', 'handlers', 'runtime', 'use-cases', 'lib'].includes(layerOf(what.to) ?? ''),
  },
  {
    name: 'web',
    owns: (file) => file.startsWith('web/src/'),
    // It runs in a browser: no SDK, nothing of Node, and of the product only what is pure.
    mayImport: (what) =>
      (!what.relative && !isSdk(what) && !what.to.startsWith('node:')) ||
      layers('web', 'domain')(what) ||
      (what.typeOnly && layers('contracts')(what)),
  },
  {
    name: 'web-workshop',
    // What builds the application, serves it while it is written and measures it; never in the browser.
    owns: (file) => file.startsWith('web/'),
    mayImport: (what) =>
      (!what.relative && !isSdk(what)) || layers('web-workshop', 'web', 'domain', 'contracts')(what),
  },
];

export const LAYERS: readonly Layer[] = [...SHARED, ...AROUND];

/** The name of the layer that a file belongs to. */
function layerOf(file: string): string | undefined {
  return LAYERS.find(({ owns }) => owns(file))?.name;
}
