import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { TableModel } from '../../local/template/model.ts';

/** A query that finds nothing is half a unit; the emulator says 0. */
const LEAST = 0.5;

interface Counted {
  output: { ConsumedCapacity?: { CapacityUnits?: number } };
}

export interface CountingTable {
  readonly client: DynamoDBClient;
  /** The read units of all queries since the last time. */
  readonly take: () => number;
  readonly close: () => void;
}

/** The stack's table in an emulator of its own, and a client that adds up what its queries consume. */
export async function openCountingTable(table: TableModel, path: string): Promise<CountingTable> {
  const server = dynalite({ path, createTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const credentials = { accessKeyId: 'LOCALBENCH', secretAccessKey: 'local' };
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-west-1',
    credentials,
  });
  let units = 0;
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (call) => {
        if (commandName !== 'QueryCommand') return next(call);
        const input = { ...call.input, ReturnConsumedCapacity: 'TOTAL' };
        const answer = await next({ ...call, input } as typeof call);
        const { output } = answer as unknown as Counted;
        units += Math.max(LEAST, output.ConsumedCapacity?.CapacityUnits ?? 0);
        return answer;
      },
    { step: 'initialize', name: 'count' },
  );
  await client.send(new CreateTableCommand(table.definition as unknown as CreateTableCommandInput));
  const take = (): number => {
    const taken = units;
    units = 0;
    return taken;
  };
  const close = (): void => {
    client.destroy();
    server.close();
    server.closeAllConnections();
  };
  return { client, take, close };
}
