import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Asks a question on the terminal and does not echo the answer. */
export async function askUnseen(question: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  terminal.once('SIGINT', () => {
    process.stdout.write('\n');
    process.exit(130);
  });
  process.stdout.write(question);
  try {
    return (await terminal.question('')).trim();
  } finally {
    process.stdout.write('\n');
    terminal.close();
  }
}
