import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { GUARDS, type Guard } from './guards.ts';
import { UsageError } from './usage-error.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** @throws UsageError that names what there is, when there is no such guard. */
export function guardNamed(name: string): Guard {
  const guard = GUARDS.find((one) => one.name === name);
  if (guard === undefined)
    throw new UsageError(`There is no guard ${name}. There are: ${GUARDS.map((one) => one.name).join(', ')}`);
  return guard;
}

/** The file's text without the guard. @throws Error when the code has changed and the guard has to be stated anew. */
export function withoutGuard({ name, file, find, replace }: Guard): string {
  const text = readFileSync(resolve(ROOT, file), 'utf8');
  if (text.split(find).length !== 2) throw new Error(`The guard ${name} is not exactly once in ${file}`);
  return text.replace(find, () => replace);
}

/** Takes a guard out of what this thread loads from now on. */
export function breakGuard(guard: Guard): void {
  const broken = withoutGuard(guard);
  const url = pathToFileURL(resolve(ROOT, guard.file)).href;
  registerHooks({
    load: (loaded, context, next) => {
      const result = next(loaded, context);
      return loaded === url ? { ...result, source: broken } : result;
    },
  });
}
