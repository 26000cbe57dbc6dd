import { inPath, type Operation } from './operation.ts';

const REPLY_ID = inPath('replyId', 'The saved reply');
const SENT = ['400', '401', '403', '404', '415'] as const;

/** Words that agents use again and again. */
export const SAVED_REPLY_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/saved-replies',
    operationId: 'listSavedReplies',
    summary: 'Words that agents use again and again, by title',
    scope: 'conversations:read',
    answer: ['200', 'SavedReplies', 'All of them'],
    problems: ['400', '401', '403'],
  },
  {
    method: 'post',
    path: '/v1/saved-replies',
    operationId: 'createSavedReply',
    summary: 'Keep a reply',
    scope: 'conversations:write',
    body: 'SavedReplyBody',
    answer: ['201', 'SavedReply', 'The reply'],
    problems: ['400', '401', '403', '415'],
  },
  {
    method: 'put',
    path: '/v1/saved-replies/{replyId}',
    operationId: 'replaceSavedReply',
    summary: 'Replace a saved reply',
    scope: 'conversations:write',
    parameters: [REPLY_ID],
    body: 'SavedReplyBody',
    answer: ['200', 'SavedReply', 'The reply'],
    problems: SENT,
  },
  {
    method: 'delete',
    path: '/v1/saved-replies/{replyId}',
    operationId: 'removeSavedReply',
    summary: 'Forget a saved reply',
    scope: 'conversations:write',
    parameters: [REPLY_ID],
    answer: ['204', null, 'Forgotten'],
    problems: ['401', '403', '404'],
  },
];
