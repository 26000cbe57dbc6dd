import type { Call } from '../../lambdas/http.ts';

interface Ids {
  message: string;
  prospect: string;
}

interface Attack {
  about: (ids: Ids) => { path: string; options?: Call };
  answer: number;
}

const ON_ONE = '/v1/conversations/{prospectId}';
const SAID = { text: 'Bonjour' };

/** One conversation is not there for anybody else. */
const hidden = (suffix: string, body?: object): Attack => ({
  about: ({ prospect }) => ({
    path: `/v1/conversations/${prospect}${suffix}`,
    ...(body !== undefined && { options: { body } }),
  }),
  answer: 404,
});

/** `file`: the id of a message of ours that came with one. */
export const CONVERSATION_ATTACKS = (file: string): Readonly<Record<string, Attack>> => ({
  'GET /v1/conversations': {
    about: () => ({ path: '/v1/conversations', options: { query: 'view=all' } }),
    answer: 200,
  },
  'GET /v1/conversations/counts': { about: () => ({ path: '/v1/conversations/counts' }), answer: 200 },
  'GET /v1/sync': { about: () => ({ path: '/v1/sync', options: { query: 'since=0' } }), answer: 200 },
  [`GET ${ON_ONE}`]: hidden(''),
  [`GET ${ON_ONE}/messages`]: hidden('/messages'),
  [`POST ${ON_ONE}/messages`]: hidden('/messages', SAID),
  [`POST ${ON_ONE}/route`]: hidden('/route', SAID),
  [`GET ${ON_ONE}/files/{entryId}/{index}`]: hidden(`/files/${file}/0`),
  [`POST ${ON_ONE}/read`]: hidden('/read', {}),
  [`POST ${ON_ONE}/unread`]: hidden('/unread'),
  [`POST ${ON_ONE}/done`]: hidden('/done', {}),
  [`POST ${ON_ONE}/snooze`]: hidden('/snooze', { until: '2026-12-24T10:00:00Z' }),
  [`DELETE ${ON_ONE}/snooze`]: hidden('/snooze'),
  [`PUT ${ON_ONE}/assignee`]: hidden('/assignee', { agentId: 'camille' }),
  [`PUT ${ON_ONE}/labels`]: hidden('/labels', { labels: ['vip'] }),
  [`PUT ${ON_ONE}/draft`]: hidden('/draft', SAID),
  [`POST ${ON_ONE}/notes`]: hidden('/notes', SAID),
  'POST /v1/messages/{messageId}/retry': {
    about: ({ message }) => ({ path: `/v1/messages/${message}/retry`, options: { body: {} } }),
    answer: 404,
  },
  'GET /v1/search': { about: () => ({ path: '/v1/search', options: { query: 'q=secret' } }), answer: 200 },
  'GET /v1/prospects': {
    about: () => ({ path: '/v1/prospects', options: { query: 'q=secret' } }),
    answer: 200,
  },
  'POST /v1/prospects/{prospectId}/merge': {
    about: ({ prospect }) => ({
      path: `/v1/prospects/${prospect}/merge`,
      options: { body: { into: 'somebody_else' } },
    }),
    answer: 404,
  },
  'POST /v1/prospects/{prospectId}/unmerge': {
    about: ({ prospect }) => ({ path: `/v1/prospects/${prospect}/unmerge` }),
    answer: 404,
  },
  'GET /v1/saved-replies': { about: () => ({ path: '/v1/saved-replies' }), answer: 200 },
  'POST /v1/saved-replies': {
    about: () => ({ path: '/v1/saved-replies', options: { body: { title: '', text: '' } } }),
    answer: 400,
  },
  'PUT /v1/saved-replies/{replyId}': {
    about: () => ({ path: '/v1/saved-replies/ours', options: { body: { title: 'T', text: 'T' } } }),
    answer: 404,
  },
  'DELETE /v1/saved-replies/{replyId}': {
    about: () => ({ path: '/v1/saved-replies/ours' }),
    answer: 404,
  },
});
