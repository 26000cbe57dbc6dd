import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { TableRow } from '../../domain/table-row.ts';
import { type TableReader, UnreadableTable } from '../../ports/table-reader.ts';

const DELIMITERS = [',', ';', '\t'] as const;
/** Characters of a row: more is a file whose quotes do not match, read as one cell. */
const LONGEST_ROW = 20_000;

/**
 * CSV as spreadsheets save it: commas, semicolons (Excel in French) or tabs, UTF-8 with or without a mark, or Windows'
 * own Latin letters, which a file in UTF-8 cannot contain by chance.
 */
export const readCsv: TableReader = async (file) => {
  const pieces = file[Symbol.asyncIterator]();
  const first = (await pieces.next()).value as Uint8Array | undefined;
  if (first === undefined) throw new UnreadableTable('the file is empty');
  const records = parse({
    delimiter: delimiterOf(first),
    bom: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: LONGEST_ROW,
  });
  const text = Readable.from(decoded(first, pieces)).on('error', (error) => records.destroy(error));
  const parsed = readably(text.pipe(records));
  const heading = (await parsed.next()).value as string[] | undefined;
  if (heading === undefined) throw new UnreadableTable('the file is empty');
  return { columns: heading, rows: rowsOf(heading, parsed) };
};

/** The separator that the heading has most of. */
function delimiterOf(first: Uint8Array): string {
  const [line = ''] = Buffer.from(first).toString('latin1').trimStart().split('\n', 1);
  const count = (delimiter: string): number => line.split(delimiter).length;
  return DELIMITERS.toSorted((a, b) => count(b) - count(a))[0]!;
}

async function* decoded(first: Uint8Array, others: AsyncIterator<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder(isUtf8(first) ? 'utf-8' : 'windows-1252');
  let piece: Uint8Array | undefined = first;
  while (piece !== undefined) {
    yield decoder.decode(piece, { stream: true });
    const next: IteratorResult<Uint8Array> = await others.next();
    piece = next.done === true ? undefined : next.value;
  }
  yield decoder.decode();
}

/** Judged by the first piece, whose last character may be cut. */
function isUtf8(piece: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(piece, { stream: true });
    return true;
  } catch {
    return false;
  }
}

async function* readably(records: AsyncIterable<unknown>): AsyncGenerator<string[]> {
  try {
    for await (const record of records) yield record as string[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as CsvError & { lines?: number };
    throw new UnreadableTable(`the file is no CSV${lines === undefined ? '' : ` from line ${lines} on`}`);
  }
}

async function* rowsOf(
  heading: readonly string[],
  records: AsyncIterable<string[]>,
): AsyncGenerator<TableRow> {
  let number = 0;
  for await (const record of records) {
    number += 1;
    const cells = heading
      .map((name, column) => [name, record[column] ?? ''] as const)
      .filter(([name, text]) => name !== '' && text !== '');
    yield { number, cells: Object.fromEntries(cells) };
  }
}
