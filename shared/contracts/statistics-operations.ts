import { inQuery, type Operation } from './operation.ts';

const DAY = { type: 'string', description: 'A day in the tenant’s time zone, or an instant on it' };

export const STATISTICS_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/stats',
    operationId: 'getStatistics',
    summary: 'What became of messages, by channel, and what choosing the channel saved; minutes late',
    scope: 'stats:read',
    parameters: [
      inQuery('from', 'The first day; thirty days unless told', DAY),
      inQuery('to', 'The last day, at most 366 with the first; today unless told', DAY),
      inQuery('by', 'Every day of the period, too', { type: 'string', enum: ['day'] }),
    ],
    answer: ['200', 'Statistics', 'The figures'],
    problems: ['400', '401', '403'],
  },
];
