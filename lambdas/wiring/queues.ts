import { SQSClient } from '@aws-sdk/client-sqs';
import {
  sqsFollowUpQueue,
  sqsIntakeQueue,
  sqsJourneyQueue,
  sqsPlanQueue,
  sqsPrepareQueue,
  sqsRoutingQueue,
  sqsRuleQueue,
} from '../../shared/adapters/sqs/command-queues.ts';
import { SqsQueue } from '../../shared/adapters/sqs/queue.ts';
import { sqsNoticeQueue } from '../../shared/adapters/sqs/notice-queue.ts';
import { sqsStatisticsQueue } from '../../shared/adapters/sqs/statistics-queue.ts';
import { type EnvironmentKey, requireEnv } from '../../shared/env.ts';
import { AWS_CLIENT, once, recordsAtWork, retry } from './common.ts';

const sqs = once(() => new SQSClient(AWS_CLIENT));

export function queue(url: EnvironmentKey): SqsQueue {
  return new SqsQueue(sqs(), requireEnv(url), recordsAtWork, retry());
}

export const statisticsQueue = once(() =>
  sqsStatisticsQueue(
    new SqsQueue(sqs(), requireEnv('statisticsQueueUrl'), undefined, retry()),
    recordsAtWork,
  ),
);

export const noticeQueue = once(() => sqsNoticeQueue(queue('noticesQueueUrl')));
export const routingQueue = once(() => sqsRoutingQueue(queue('routingQueueUrl')));
export const prepareQueue = once(() => sqsPrepareQueue(queue('prepareQueueUrl')));
export const planQueue = once(() => sqsPlanQueue(queue('planQueueUrl')));
export const intakeQueue = once(() => sqsIntakeQueue(queue('intakesQueueUrl')));
export const journeyQueue = once(() => sqsJourneyQueue(queue('journeysQueueUrl')));
export const ruleQueue = once(() => sqsRuleQueue(queue('rulesQueueUrl')));
export const followUpQueue = once(() => sqsFollowUpQueue(queue('followUpsQueueUrl')));
