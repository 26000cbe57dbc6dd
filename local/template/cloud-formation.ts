/** A synthesised CloudFormation template, as far as the local stack reads it. */
export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown }>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Condition?: string;
}

/** One file or folder that a template refers to, from `<stack>.assets.json`. */
export interface AssetManifest {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly source: { readonly path: string };
        readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
      }
    >
  >;
}

/** A JSON object whose shape is checked by whoever reads it. */
export type Properties = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The string at `key`, or undefined. */
export function textOf(properties: Properties, key: string): string | undefined {
  const value = properties[key];
  return typeof value === 'string' ? value : undefined;
}

/** The number at `key` (CloudFormation also writes numbers as strings), or the fallback. */
export function numberOf(properties: Properties, key: string, fallback: number): number {
  const value = properties[key];
  return value === undefined ? fallback : Number(value);
}

/** The object at `key`, or an empty one. */
export function objectOf(properties: Properties, key: string): Properties {
  const value = properties[key];
  return isObject(value) ? value : {};
}

/** The objects in the list at `key`. */
export function objectsOf(properties: Properties, key: string): readonly Properties[] {
  return listOf(properties, key).filter(isObject);
}

/** The list at `key`; a single value counts as a list of one. */
export function listOf(properties: Properties, key: string): readonly unknown[] {
  const value = properties[key];
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
