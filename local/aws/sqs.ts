import type { QueueModel } from '../template/model.ts';
import { textOf } from '../template/cloud-formation.ts';
import type { Fauxqs } from './fauxqs.ts';
import { inject } from './inject.ts';
import type { Access } from './statement.ts';
import {
  bodyOf,
  jsonError,
  operationOf,
  type AwsRequest,
  type AwsResponse,
  type AwsService,
} from './wire.ts';

/** SQS as the functions see it. */
export class SqsService implements AwsService {
  readonly #fauxqs: Fauxqs;
  readonly #queues: readonly QueueModel[];

  constructor(fauxqs: Fauxqs, queues: readonly QueueModel[]) {
    this.#fauxqs = fauxqs;
    this.#queues = queues;
  }

  accesses(request: AwsRequest): readonly Access[] {
    const body = bodyOf(request);
    const name = textOf(body, 'QueueUrl')?.split('/').at(-1) ?? textOf(body, 'QueueName');
    const resource = this.#queues.find((queue) => queue.name === name)?.arn ?? '*';
    // IAM knows no batch actions: they need what their parts need.
    return [{ action: `sqs:${operationOf(request).replace(/Batch$/, '')}`, resource }];
  }

  async handle(request: AwsRequest): Promise<AwsResponse> {
    return await inject(this.#fauxqs, request);
  }

  denied(message: string): AwsResponse {
    const error = jsonError('1.0', 'com.amazon.coral.service#AccessDeniedException', message, 403);
    return { ...error, headers: { ...error.headers, 'x-amzn-query-error': 'AccessDenied;Sender' } };
  }
}
