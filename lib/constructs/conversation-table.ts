import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  type GlobalSecondaryIndexPropsV2,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { StageConfig } from '../stage-config.ts';
import { physicalName } from '../deployment.ts';
import { acknowledge } from './acknowledge.ts';
import type { ServiceFunction } from './service-function.ts';

type TableAction = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem';

const { NUMBER, STRING } = AttributeType;

function index(indexName: string, pk: string, sk: string, type = STRING): GlobalSecondaryIndexPropsV2 {
  return { indexName, partitionKey: { name: pk, type: STRING }, sortKey: { name: sk, type } };
}

/** The lists of the inbox. Sparse: conversations alone have these attributes, so that nothing else is written twice. */
const INBOX_INDEXES = [
  index('activity', 'inAll', 'byActivity'),
  index('state', 'inState', 'byState'),
  index('assignee', 'inAssignee', 'byActivity'),
  index('failure', 'inFailed', 'byFailure'),
  index('changes', 'inChanges', 'seq', NUMBER),
];

/** The one table: tenant first in every key, time to live bounds retention. */
export class ConversationTable extends Construct {
  readonly #name: string;
  readonly #arn: string;
  readonly #retentionDays: number;

  constructor(scope: Construct, id: string, config: StageConfig) {
    super(scope, id);
    const { protectData, pointInTimeRecovery, restoredTable } = config;
    const table = new TableV2(this, 'Table', {
      tableName: physicalName(config),
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      timeToLiveAttribute: 'expiresAt',
      globalSecondaryIndexes: INBOX_INDEXES,
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.dynamoOwnedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: pointInTimeRecovery },
      deletionProtection: protectData,
      removalPolicy: protectData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    if (!pointInTimeRecovery) {
      acknowledge(
        table,
        'AwsSolutions-DDB3',
        `What ${config.stage} holds can be made again; recovery is paid by the GB.`,
      );
    }
    this.#name = restoredTable ?? table.tableName;
    this.#arn = restoredTable
      ? Stack.of(this).formatArn({ service: 'dynamodb', resource: 'table', resourceName: restoredTable })
      : table.tableArn;
    this.#retentionDays = config.retentionDays;
    new CfnOutput(this, 'Name', { value: this.#name }).overrideLogicalId('TableName');
  }

  /** Lets a function do these actions on the items, and tells it the table's name. */
  grant(grantee: ServiceFunction, ...actions: readonly TableAction[]): void {
    grantee.allow(
      actions.map((action) => `dynamodb:${action}`),
      this.#arn,
    );
    grantee.setEnvironment({ table: this.#name, retentionDays: String(this.#retentionDays) });
  }

  /** Lets a function read lists of the inbox: all of them, unless some are named. */
  grantLists(grantee: ServiceFunction, ...names: readonly string[]): void {
    const all = INBOX_INDEXES.map(({ indexName }) => indexName);
    const lists = (names.length === 0 ? all : names).map((name) => `${this.#arn}/index/${name}`);
    grantee.allow(['dynamodb:Query'], ...lists);
  }
}
