import { isObject } from '../../template/cloud-formation.ts';

/** The operations whose units are counted. */
export const WRITES: ReadonlySet<string> = new Set([
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'BatchWriteItem',
  'TransactWriteItems',
]);

/** The write units of an operation, by what was answered; that has to say what was consumed. */
export function writeUnits(operation: string, answer: unknown): number {
  if (!WRITES.has(operation) || !isObject(answer)) return 0;
  // A condition that fails is charged like the write it prevented; the items here are within one unit.
  if (String(answer['__type']).endsWith('ConditionalCheckFailedException')) return 1;
  const consumed = answer['ConsumedCapacity'];
  const perTable: readonly unknown[] = Array.isArray(consumed) ? consumed : [consumed];
  return perTable.reduce<number>(
    (sum, table) => sum + (isObject(table) ? Number(table['CapacityUnits'] ?? 0) : 0),
    0,
  );
}
