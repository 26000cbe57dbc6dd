import { inPath, inQuery, type Operation, PAGE } from './operation.ts';

const PROSPECT_ID = inPath('prospectId', 'The person');

/** People as agents look for them. */
export const PEOPLE_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/search',
    operationId: 'search',
    summary:
      'People by name and address, and what people and agents wrote; accents and case make no difference',
    scope: 'conversations:read',
    parameters: [
      inQuery(
        'q',
        'Words: beginnings of names and addresses, last digits of numbers (four or more), whole words of what was said',
        { type: 'string' },
      ),
      ...PAGE,
    ],
    answer: ['200', 'SearchResults', 'A page, which may be short: people first, then the newest texts'],
    problems: ['400', '401', '403'],
  },
  {
    method: 'get',
    path: '/v1/prospects',
    operationId: 'listProspects',
    summary: 'People whose name or addresses have some words, or those of the newest conversations',
    scope: 'prospects:read',
    parameters: [inQuery('q', 'Words', { type: 'string' }), ...PAGE],
    answer: ['200', 'Prospects', 'A page'],
    problems: ['400', '401', '403'],
  },
  {
    method: 'post',
    path: '/v1/prospects/{prospectId}/merge',
    operationId: 'mergeProspect',
    summary: 'Two are one person: the conversation of the other shows what this one said, too',
    scope: 'prospects:write',
    parameters: [PROSPECT_ID],
    body: 'MergeBody',
    answer: ['204', null, 'Merged'],
    problems: ['400', '401', '403', '404', '415'],
  },
  {
    method: 'post',
    path: '/v1/prospects/{prospectId}/unmerge',
    operationId: 'unmergeProspect',
    summary: 'They are two people after all',
    scope: 'prospects:write',
    parameters: [PROSPECT_ID],
    answer: ['204', null, 'Two again'],
    problems: ['400', '401', '403', '404'],
  },
];
