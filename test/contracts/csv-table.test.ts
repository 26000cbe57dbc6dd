import { describe, expect, test } from 'vitest';
import { readCsv } from '../../shared/adapters/csv/csv-table.ts';
import type { TableRow } from '../../shared/domain/table-row.ts';
import { UnreadableTable } from '../../shared/ports/table-reader.ts';

async function* inPieces(bytes: Uint8Array, size = 1_000): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function read(bytes: Uint8Array | string, size?: number) {
  const { columns, rows } = await readCsv(inPieces(Buffer.from(bytes), size));
  const found: TableRow[] = [];
  for await (const row of rows) found.push(row);
  return { columns, rows: found };
}

describe('A file of people', () => {
  test.each([
    ['commas', 'id,name\n1,Zoé\n'],
    ['semicolons, as Excel in French', 'id;name\r\n1;Zoé\r\n'],
    ['tabs', 'id\tname\n1\tZoé'],
    ['a byte order mark', '\ufeffid;name\n1;Zoé\n'],
    ['spaces and empty lines', '\n id ; name \n\n 1 ; Zoé \n\n'],
  ])('is read with %s, in pieces that cut characters', async (_what, text) => {
    // The first piece holds the heading, as the pieces of some megabytes do.
    for (const size of [17, 18, 19, 20, 1_000]) {
      expect(await read(text, size)).toEqual({
        columns: ['id', 'name'],
        rows: [{ number: 1, cells: { id: '1', name: 'Zoé' } }],
      });
    }
  });

  test('is read in the letters of Windows', async () => {
    const bytes = Buffer.from('nom;ville\nZoé;Orléans\n', 'latin1');
    expect((await read(bytes)).rows[0]?.cells).toEqual({ nom: 'Zoé', ville: 'Orléans' });
  });

  test('may have quotes, line breaks in them, short rows and cells without text', async () => {
    const text = 'id,note,name\n1,"Dit : ""oui"",\nmerci",Zoé\n2\n3,,Léa\n';
    expect((await read(text)).rows).toEqual([
      { number: 1, cells: { id: '1', note: 'Dit : "oui",\nmerci', name: 'Zoé' } },
      { number: 2, cells: { id: '2' } },
      { number: 3, cells: { id: '3', name: 'Léa' } },
    ]);
  });

  test('that is empty, or whose quotes do not match, is refused in words', async () => {
    await expect(read('')).rejects.toThrow(new UnreadableTable('the file is empty'));
    await expect(read('\n\n')).rejects.toThrow(new UnreadableTable('the file is empty'));
    await expect(read('id,name\n1,"Zoé\n2,Léa\n')).rejects.toThrow(UnreadableTable);
    await expect(read('id,name\n1,Zo"é"x\n')).rejects.toThrow(/from line 2 on/);
  });

  test('is not read into memory: what comes late is not asked for before it is needed', async () => {
    let asked = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('id\n');
      for (;;) {
        asked += 1;
        yield Buffer.from('1\n'.repeat(1_000));
      }
    }
    const { rows } = await readCsv(endless());
    for await (const { number } of rows) if (number === 5_000) break;
    expect(asked).toBeLessThan(100);
  });
});
