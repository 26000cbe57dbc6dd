/** Permissions that no local run can be seen to use, and why they are there all the same. */
export interface Justification {
  readonly functions: readonly string[];
  readonly actions: readonly string[];
  /** The end of the resource's name, where the action alone would say too much. */
  readonly resource?: string;
  readonly reason: string;
}

export const JUSTIFIED: readonly Justification[] = [
  {
    functions: ['publish-application'],
    actions: ['s3:ListBucket', 's3:PutObject', 's3:DeleteObject'],
    reason: 'CloudFormation calls it at a deployment; here the application is served from where it was built',
  },
  {
    functions: ['every function'],
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    reason: 'Lambda writes the lines of a function in the name of its role',
  },
  {
    functions: ['every function'],
    actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    reason:
      'Lambda polls the queue of a function in the name of its role; the local stack refuses to start without',
  },
  {
    functions: ['send-sms', 'send-whatsapp', 'send-email'],
    actions: ['sqs:SendMessage'],
    resource: '-journeys',
    reason: 'tells a journey what the provider says of a message that was in doubt when it was sent again',
  },
  {
    functions: ['send-sms', 'send-whatsapp', 'send-email'],
    actions: ['sqs:SendMessage'],
    resource: '-notices',
    reason: 'tells agents of a message that had ended when the command to send it came again',
  },
  {
    functions: ['messages-api', 'advance-journey'],
    actions: ['events:PutEvents'],
    reason: 'publishes message.cancelled, for stages that list it',
  },
  {
    functions: ['preview-route', 'plan-broadcast'],
    actions: ['dynamodb:Query'],
    reason: 'counts what somebody was sent lately, for tenants with a frequency cap',
  },
  {
    functions: ['send-sms', 'send-whatsapp', 'send-email'],
    actions: ['events:PutEvents'],
    reason: 'publishes message.sent and message.failed, for stages that list them',
  },
  {
    functions: ['advance-journey'],
    actions: ['sqs:SendMessage'],
    resource: '-notices',
    reason: 'tells agents what of a journey reached nobody: `test/use-cases/losses.test.ts` loses some',
  },
  {
    functions: [
      'broadcasts-api',
      'plan-broadcast',
      'send-sms-packs',
      'send-whatsapp-packs',
      'send-email-packs',
    ],
    actions: ['scheduler:UpdateSchedule'],
    reason: 'moves what a run that died had scheduled already',
  },
  {
    functions: ['record-event'],
    actions: ['dynamodb:DeleteItem'],
    reason:
      'takes search terms back when a stranger is recorded twice at once, or erased meanwhile: `test/use-cases/kept-people.test.ts` erases one',
  },
  {
    functions: ['run-rule'],
    actions: ['sqs:SendMessage'],
    resource: '-broadcasts',
    reason: 'has a broadcast go on of which a record was lost: `test/use-cases/rules.test.ts` loses some',
  },
];
