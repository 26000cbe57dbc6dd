import type { Statement } from '../aws/statement.ts';
import type { Properties } from './cloud-formation.ts';

/** What a synthesised stack describes, in concrete local values: all that the runner knows about the product. */
export interface LocalModel {
  readonly region: string;
  readonly accountId: string;
  readonly tables: readonly TableModel[];
  readonly queues: readonly QueueModel[];
  readonly buckets: readonly BucketModel[];
  readonly functions: readonly FunctionModel[];
  readonly eventSources: readonly EventSourceModel[];
  readonly routes: readonly RouteModel[];
  readonly buses: readonly string[];
  readonly rules: readonly RuleModel[];
  readonly scheduleGroups: readonly string[];
  readonly schedules: readonly ScheduleModel[];
  /** What each role may do, by ARN: the functions' and those that other services assume. */
  readonly roles: ReadonlyMap<string, readonly Statement[]>;
  /** The agents' application; undefined where the stack has none. */
  readonly application: ApplicationModel | undefined;
  readonly channels: readonly ChannelModel[];
}

export interface ApplicationModel {
  /** What every file is handed out with; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The function of CloudFront that finds the file of an address. */
  readonly edgeCode: string;
  /** What browsers read at `/app-config.json`. */
  readonly settings: Properties;
  /** Whom tokens are made for. */
  readonly clientId: string;
}

/** A namespace of AppSync Events. */
export interface ChannelModel {
  readonly name: string;
  readonly arn: string;
  /** The handlers, as AppSync runs them. */
  readonly code: string;
}

export interface TableModel {
  readonly name: string;
  readonly arn: string;
  /** The input of CreateTable, as far as emulators take it. */
  readonly definition: Properties;
}

export interface BucketModel {
  readonly name: string;
  readonly cors: readonly CorsRule[];
}

/** From which pages browsers may send what to a bucket. `*` stands for any; headers in lower case. */
export interface CorsRule {
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers: readonly string[];
}

export interface QueueModel {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  /** SQS attributes as strings, RedrivePolicy as JSON. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly deadLetterArn: string | undefined;
}

export interface FunctionModel {
  /** Its name without the stack's, for instance `route-message`. */
  readonly label: string;
  readonly name: string;
  readonly arn: string;
  readonly folder: string;
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly roleArn: string;
}

export interface EventSourceModel {
  readonly functionArn: string;
  readonly queueArn: string;
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly maximumConcurrency: number;
  readonly partialBatches: boolean;
}

export interface RouteModel {
  /** A method or `ANY`. */
  readonly method: string;
  /** For instance `/v1/messages/{messageId}`; `$default` takes what nothing else does. */
  readonly path: string;
  readonly functionArn: string;
}

export interface RuleModel {
  readonly busName: string;
  readonly pattern: Properties;
  readonly targetArns: readonly string[];
}

export interface ScheduleModel {
  readonly name: string;
  readonly group: string;
  readonly expression: string;
  readonly timeZone: string;
  readonly target: { readonly arn: string; readonly roleArn: string; readonly input: string };
}
