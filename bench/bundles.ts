import { readFile } from 'node:fs/promises';

export interface BundleFigures {
  name: string;
  kb: number;
  limitKb: number;
}

/** The sizes that `npm run build` measured. */
export async function measureBundles(): Promise<BundleFigures[]> {
  const sizes = JSON.parse(await readFile(new URL('../dist/sizes.json', import.meta.url), 'utf8')) as Record<
    string,
    { bytes: number; limit: number }
  >;
  return Object.entries(sizes).map(([name, { bytes, limit }]) => ({
    name,
    kb: Math.ceil(bytes / 1_024),
    limitKb: limit / 1_024,
  }));
}
