import { isObject, objectOf, objectsOf, textOf, type Properties } from '../template/cloud-formation.ts';
import type { Access } from './statement.ts';
import { bodyOf, operationOf, type AwsRequest } from './wire.ts';

/** The parts of a transaction are asked for one by one, as IAM does. */
const TRANSACTION_PARTS: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

/** What a DynamoDB request needs: the action on each table or index that it names. */
export function tableAccesses(
  request: AwsRequest,
  tableArn: (nameOrArn: string) => string,
): readonly Access[] {
  const operation = operationOf(request);
  const body = bodyOf(request);
  if (operation.startsWith('Transact')) return transactionAccesses(body, tableArn);
  const action = `dynamodb:${operation}`;
  const batch = objectOf(body, 'RequestItems');
  if (Object.keys(batch).length > 0)
    return Object.keys(batch).map((name) => ({ action, resource: tableArn(name) }));
  const table = textOf(body, 'TableName');
  if (table === undefined) return [{ action, resource: '*' }];
  const index = textOf(body, 'IndexName');
  return [{ action, resource: index === undefined ? tableArn(table) : `${tableArn(table)}/index/${index}` }];
}

function transactionAccesses(body: Properties, tableArn: (nameOrArn: string) => string): readonly Access[] {
  return objectsOf(body, 'TransactItems').flatMap((item) =>
    Object.entries(item).flatMap(([part, request]) =>
      isObject(request)
        ? [
            {
              action: `dynamodb:${TRANSACTION_PARTS[part]}`,
              resource: tableArn(textOf(request, 'TableName') ?? ''),
            },
          ]
        : [],
    ),
  );
}
