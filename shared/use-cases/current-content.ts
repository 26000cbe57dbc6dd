import type { Content } from '../domain/message.ts';
import { aboutProperty, type PropertyData } from '../domain/property.ts';
import { AppError } from '../errors.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';
import { withOwnWordings } from './own-wordings.ts';

type ContentStores = Pick<TenantScope, 'templates' | 'properties'>;

/**
 * The content as it is sent: with the words of its template's version, and with what is true of its property now. For
 * an attempt that was taken up, with what was true then (`propertyVersion`): it is repeated and looked for as it left.
 */
export async function currentContent(
  { templates, properties }: ContentStores,
  content: Content,
  propertyVersion?: number,
): Promise<Content> {
  const [worded, property] = await Promise.all([
    withOwnWordings(templates, content),
    content.property === undefined ? undefined : properties.get(content.property, propertyVersion),
  ]);
  return property === undefined ? worded : aboutProperty(worded, property);
}

/**
 * What is said of the content's property; nothing when it is about none.
 * @throws AppError `invalid-request` for a property that nobody said anything of.
 */
export async function requireProperty(
  { properties }: Pick<TenantScope, 'properties'>,
  { property: id }: Content,
): Promise<PropertyData> {
  if (id === undefined) return {};
  const property = await properties.get(id);
  if (property !== undefined) return property.data;
  const errors = [{ path: 'content.property', message: 'is not a property of yours: PUT it first' }];
  throw new AppError('invalid-request', 'The property is not known.', errors);
}

/** @throws AppError `invalid-request` that names them, if there are any. */
export function requireData(missing: readonly string[]): void {
  if (missing.length === 0) return;
  const errors = missing.map((name) => ({
    path: `content.data.${name}`,
    message: 'is needed by the template',
  }));
  throw new AppError('invalid-request', `The template needs ${missing.join(', ')}.`, errors);
}
