/** What changes a value by RFC 7396: null takes a field out, an object is merged, anything else replaces. */
export type MergePatch<T> = {
  [K in keyof T]?:
    | (NonNullable<T[K]> extends readonly unknown[]
        ? T[K]
        : NonNullable<T[K]> extends object
          ? MergePatch<NonNullable<T[K]>>
          : T[K])
    | null;
};

type Fields = Readonly<Record<string, unknown>>;

/** The JSON value with a JSON merge patch applied (RFC 7396, section 2). Changes neither of the two. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isFields(patch)) return patch;
  const merged = new Map(isFields(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, mergePatch(merged.get(name), value));
  }
  return Object.fromEntries(merged);
}

/** The smallest patch that makes `after` of `before`, where neither holds a null; empty where they are the same. */
export function mergePatchBetween(before: object, after: object): Fields {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...names].flatMap((name): [string, unknown][] => {
    const [was, is] = [valueOf(before, name), valueOf(after, name)];
    if (is === undefined) return was === undefined ? [] : [[name, null]];
    if (isSameValue(was, is)) return [];
    return [[name, isFields(was) && isFields(is) ? mergePatchBetween(was, is) : is]];
  });
  return Object.fromEntries(changed);
}

/** Whether two JSON values say the same; the order of fields says nothing. */
export function isSameValue(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, at) => isSameValue(item, other[at]));
  if (!isFields(one) || !isFields(other)) return one === other;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => isSameValue(valueOf(one, name), valueOf(other, name)));
}

/** A field of its own, never one that every object inherits. */
function valueOf(fields: object, name: string): unknown {
  return Object.hasOwn(fields, name) ? (fields as Fields)[name] : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
