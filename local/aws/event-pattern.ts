import { isObject, type Properties } from '../template/cloud-formation.ts';

/**
 * True when an event fits an EventBridge pattern: at each place one of the listed values, or of the supported
 * filters `prefix`, `anything-but` and `exists`.
 * @throws Error for a filter that the local stack does not know.
 */
export function fitsPattern(pattern: Properties, event: Properties): boolean {
  return Object.entries(pattern).every(([name, expected]) => {
    const actual = event[name];
    if (isObject(expected)) return isObject(actual) && fitsPattern(expected, actual);
    const options: readonly unknown[] = Array.isArray(expected) ? expected : [expected];
    return options.some((option) => fitsOption(option, actual));
  });
}

function fitsOption(option: unknown, actual: unknown): boolean {
  if (Array.isArray(actual)) return actual.some((item) => fitsOption(option, item));
  if (!isObject(option)) return option === actual;
  const [filter, value] = Object.entries(option)[0] ?? [];
  if (filter === 'prefix') return typeof actual === 'string' && actual.startsWith(String(value));
  if (filter === 'exists') return (actual !== undefined) === value;
  if (filter === 'anything-but') return ![value].flat().includes(actual);
  throw new Error(`The local stack cannot match event patterns with ${filter}`);
}
