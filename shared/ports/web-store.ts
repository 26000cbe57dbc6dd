import type { FileHeaders, WebFile } from '../domain/web-files.ts';

/** Where browsers are handed the application from. Each call throws when it was not done. */
export interface WebStore {
  /** Creates or replaces a file. */
  put(file: WebFile, headers: FileHeaders): Promise<void>;
  /** The paths of all files. */
  list(): Promise<string[]>;
  remove(path: string): Promise<void>;
}
