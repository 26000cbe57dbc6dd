/**
 * List prices in dollars, without free tiers, taxes and data transfer: eu-west-3 (Paris), from AWS's price list as of
 * November 2026. Where the list gives Paris no price of its own, it is the same as in us-east-1.
 */
export const PRICES = {
  asOf: '2026-11',
  region: 'eu-west-3',
  /** HTTP API, a request of at most 512 KB. */
  apiRequest: 1.17e-6,
  /** Lambda on arm64. Initialisation is charged like running. */
  lambdaRequest: 0.2e-6,
  lambdaGbSecond: 1.333_34e-5,
  /** SQS standard, a request or each started 64 KB of it; batches of ten are one request. */
  sqsRequest: 0.4e-6,
  /** DynamoDB on demand: 1 KB written, 4 KB read consistently; half of that when eventually consistent. */
  writeUnit: 0.7423e-6,
  readUnit: 0.1487e-6,
  /** EventBridge Scheduler: an invocation. Creating schedules is free. */
  scheduledInvocation: 1.2e-6,
  /** EventBridge: a custom event, or each started 64 KB of it. */
  event: 1e-6,
  /** CloudWatch Logs, taken in. */
  logGigabyte: 0.5985,
  /** S3 Standard in us-east-1, from AWS's S3 price page: no message measured here has a file. */
  s3Put: 5e-6,
  s3Get: 0.4e-6,
} as const;
