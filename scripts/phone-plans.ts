/**
 * Writes `shared/contracts/phone-plans.json`: for each calling code of France, its overseas territories and its
 * neighbours, the pattern that its national numbers follow, from libphonenumber's full metadata. The library itself
 * would add 38 KB to every API function for one match.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const COUNTRIES = new Set([
  'FR',
  'GP',
  'GF',
  'MQ',
  'RE',
  'YT',
  'BL',
  'MF',
  'PM',
  'NC',
  'PF',
  'WF',
  'MC',
  'BE',
  'CH',
  'LU',
]);

/** A country's entry, by position: see `libphonenumber-js/METADATA.md`. */
type Country = [code: string, idd: string, pattern: string, ...rest: unknown[]];

interface Metadata {
  country_calling_codes: Record<string, string[]>;
  countries: Record<string, Country>;
}

/** Where the patterns of number types stand in a country's entry of the full metadata. */
const TYPES = 11;

export function phonePlans(): Record<string, string> {
  const path = createRequire(import.meta.url).resolve('libphonenumber-js/metadata.max.json');
  const { country_calling_codes: codes, countries } = JSON.parse(readFileSync(path, 'utf8')) as Metadata;
  const plans: Record<string, string> = {};
  for (const [code, members] of Object.entries(codes)) {
    const known = members.filter((country) => COUNTRIES.has(country));
    if (known.length === 0) continue;
    const patterns = known.flatMap((country) => typePatterns(countries[country]));
    plans[code] = [...new Set(patterns)].join('|');
  }
  return plans;
}

function typePatterns(country: Country | undefined): string[] {
  const types = country?.[TYPES];
  if (!Array.isArray(types)) return country === undefined ? [] : [country[2]];
  return types.flatMap((type: unknown) =>
    Array.isArray(type) && typeof type[0] === 'string' && type[0] !== '' ? [type[0]] : [],
  );
}

if (import.meta.main) {
  writeFileSync(
    new URL('../shared/contracts/phone-plans.json', import.meta.url),
    `${JSON.stringify(phonePlans(), undefined, 2)}\n`,
  );
}
