import type { Page } from '../../shared/domain/page.ts';

/** Every page of a list, one after the other, as who reads it follows them. Fails for a list without an end. */
export async function allPages<T>(
  read: (after: string | undefined) => Promise<Page<T>>,
  between: (read: number) => Promise<void> = async () => {},
): Promise<readonly T[][]> {
  const pages: T[][] = [];
  let after: string | undefined;
  do {
    const page = await read(after);
    pages.push([...page.items]);
    after = page.next;
    if (after !== undefined) await between(pages.length);
  } while (after !== undefined && pages.length < 10_000);
  if (after !== undefined) throw new Error('The list has no end');
  return pages;
}
