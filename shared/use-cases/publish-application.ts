import { fileHeaders, HASHED, type WebFile } from '../domain/web-files.ts';
import type { WebStore } from '../ports/web-store.ts';

/**
 * Puts a build of the application in place: first what other files refer to, then the rest, so that nobody gets a page
 * whose parts are not there yet. Parts of older builds stay, for whoever has an older page open.
 * @throws Error when there is no application among the files.
 */
export async function publishApplication(store: WebStore, files: readonly WebFile[]): Promise<void> {
  if (!files.some(({ path }) => path === 'index.html'))
    throw new Error('The application has not been built: npm run build');
  const put = (file: WebFile): Promise<void> => store.put(file, fileHeaders(file.path));
  await Promise.all(files.filter(({ path }) => path.startsWith(HASHED)).map(put));
  await Promise.all(files.filter(({ path }) => !path.startsWith(HASHED)).map(put));
}

/** Takes everything away, so that what held it can go. */
export async function withdrawApplication(store: WebStore): Promise<void> {
  const paths = await store.list();
  await Promise.all(paths.map((path) => store.remove(path)));
}
