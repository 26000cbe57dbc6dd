import { parentPort, workerData } from 'node:worker_threads';
import { loadDynalite } from './dynalite-parts.ts';
import { EmbeddedTable } from './embedded-table.ts';
import type { FromTable, TableSetup, ToTable } from './table-messages.ts';

/** The entry of the thread that the table has for itself. */

const setup: TableSetup = workerData;
const port = parentPort;
if (!port) throw new Error('This file runs in a worker thread');

const table = await EmbeddedTable.open(loadDynalite(setup.from), setup.path);
const underWay = new Set<Promise<void>>();

port.on('message', (message: ToTable) => {
  if (message === 'close') {
    void close();
    return;
  }
  const answered = table.answer(message).then(send);
  underWay.add(answered);
  void answered.finally(() => underWay.delete(answered));
});
send('open');

/** A function that was stopped in the middle may have left a request behind, which needs the database. */
async function close(): Promise<void> {
  await Promise.all(underWay);
  await table.close();
  send('closed');
  port?.close();
}

function send(message: FromTable): void {
  port?.postMessage(message);
}
