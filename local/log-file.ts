import { createWriteStream, existsSync, statSync, truncateSync } from 'node:fs';

/** Where the functions' own logs go, one line each. */
export interface LogFile {
  write(label: string, line: string): void;
  close(): Promise<void>;
}

const LARGEST = 20 * 1024 * 1024;

/** Opens the file to append to; one that has grown too large starts anew. */
export function openLog(path: string): LogFile {
  if (existsSync(path) && statSync(path).size > LARGEST) truncateSync(path);
  const stream = createWriteStream(path, { flags: 'a' });
  return {
    write: (label, line) => void stream.write(`${label} ${line}\n`),
    close: () =>
      new Promise((resolve) => {
        stream.end(() => resolve());
      }),
  };
}
