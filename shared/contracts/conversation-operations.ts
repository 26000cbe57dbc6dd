import { IDEMPOTENCY_KEY, inPath, inQuery, type Operation, PAGE } from './operation.ts';
import { CHANNELS } from '../domain/channel.ts';
import { VIEWS } from './http/conversation-body.ts';

const PROSPECT_ID = inPath('prospectId', 'The person');
const FOLDER = '/v1/conversations/{prospectId}';
const ASKED = ['400', '401', '403', '404'] as const;
const SENT = ['400', '401', '403', '404', '415'] as const;

/** A change that answers the conversation as it is afterwards. */
function change(
  method: Operation['method'],
  path: string,
  [operationId, summary]: readonly [string, string],
  body?: string,
): Operation {
  return {
    method,
    path: `${FOLDER}/${path}`,
    operationId,
    summary,
    scope: 'conversations:write',
    parameters: [PROSPECT_ID],
    ...(body !== undefined && { body }),
    answer: ['200', 'Conversation', 'The conversation'],
    problems: body === undefined ? ['401', '403', '404'] : SENT,
  };
}

const READ: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/conversations',
    operationId: 'listConversations',
    summary: 'A view of the inbox, page by page',
    scope: 'conversations:read',
    parameters: [
      inQuery('view', 'What waits longest, what wakes first, else the newest first', { enum: VIEWS }),
      inQuery('channel', 'Of the last message', { enum: CHANNELS }),
      inQuery('unread', 'Whether something is unread', { type: 'boolean' }),
      inQuery('waiting', 'Whether somebody waits for an answer', { type: 'boolean' }),
      inQuery('assignee', '`me`, `none` or the id of an agent', { type: 'string' }),
      ...PAGE,
    ],
    answer: ['200', 'Conversations', 'A page, which may be short although there is more'],
    problems: ['400', '401', '403'],
  },
  {
    method: 'get',
    path: '/v1/conversations/counts',
    operationId: 'countConversations',
    summary: 'How much each view holds, and each channel of what is to answer, up to 99',
    scope: 'conversations:read',
    answer: ['200', 'ConversationCounts', 'The counts'],
    problems: ['400', '401', '403'],
  },
  {
    method: 'get',
    path: FOLDER,
    operationId: 'getConversation',
    summary: 'What stands beside a thread: the person, their channels, a draft, duplicates, the cost so far',
    scope: 'conversations:read',
    parameters: [PROSPECT_ID],
    answer: ['200', 'ConversationDetails', 'The conversation'],
    problems: ['401', '403', '404'],
  },
  {
    method: 'get',
    path: `${FOLDER}/messages`,
    operationId: 'getThread',
    summary: 'What was said on every channel, the newest first',
    scope: 'conversations:read',
    parameters: [PROSPECT_ID, ...PAGE],
    answer: ['200', 'Thread', 'A page of the thread'],
    problems: ASKED,
  },
  {
    method: 'get',
    path: `${FOLDER}/files/{entryId}/{index}`,
    operationId: 'getReceivedFile',
    summary: 'A file that a person sent: leads to an address that is good for an hour',
    scope: 'conversations:read',
    parameters: [
      PROSPECT_ID,
      inPath('entryId', 'The message'),
      inPath('index', 'Which of its files, from 0'),
    ],
    answer: ['302', null, 'Where the file is'],
    problems: ['401', '403', '404'],
  },
  {
    method: 'get',
    path: '/v1/sync',
    operationId: 'syncConversations',
    summary: 'What changed after `since`; changes of the last seconds may come again',
    scope: 'conversations:read',
    parameters: [inQuery('since', 'The `seq` of an earlier answer', { type: 'integer', minimum: 0 })],
    answer: ['200', 'Sync', 'The changes'],
    problems: ['400', '401', '403'],
  },
];

const ANSWER: readonly Operation[] = [
  {
    method: 'post',
    path: `${FOLDER}/messages`,
    operationId: 'reply',
    summary: 'Answer a person, on the channel that routing chooses or on a given one',
    scope: 'conversations:write',
    parameters: [PROSPECT_ID, IDEMPOTENCY_KEY],
    body: 'ReplyBody',
    answer: ['202', 'Accepted', 'Accepted'],
    problems: [...SENT, '409', '422'],
  },
  {
    method: 'post',
    path: `${FOLDER}/route`,
    operationId: 'previewReply',
    summary: 'The decision on an answer, without sending it',
    scope: 'conversations:read',
    parameters: [PROSPECT_ID],
    body: 'ReplyRouteBody',
    answer: ['200', 'Decision', 'The decision'],
    problems: SENT,
  },
  {
    method: 'post',
    path: '/v1/messages/{messageId}/retry',
    operationId: 'retryMessage',
    summary: 'Send what a message said once more, on the same channel or on another',
    scope: 'conversations:write',
    parameters: [inPath('messageId', 'The message'), IDEMPOTENCY_KEY],
    body: 'RetryBody',
    answer: ['202', 'Accepted', 'Accepted, as a new message'],
    problems: [...SENT, '422'],
  },
];

const TEND: readonly Operation[] = [
  change(
    'post',
    'read',
    ['markRead', 'Nothing is unread, up to what was seen; who waits goes on waiting'],
    'UpToBody',
  ),
  change('post', 'unread', ['markUnread', 'Unread again']),
  change('post', 'done', ['markDone', 'Nobody waits any more, up to what was seen'], 'UpToBody'),
  change('post', 'snooze', ['snooze', 'Out of the way until an instant, when it comes back'], 'SnoozeBody'),
  change('delete', 'snooze', ['unsnooze', 'Back among what is to answer']),
  change('put', 'assignee', ['assign', 'Give the conversation to an agent, or to nobody'], 'AssigneeBody'),
  change('put', 'labels', ['label', 'Replace the labels'], 'LabelsBody'),
  {
    method: 'post',
    path: `${FOLDER}/notes`,
    operationId: 'addNote',
    summary: 'Tell colleagues something that the person never sees',
    scope: 'conversations:write',
    parameters: [PROSPECT_ID],
    body: 'NoteBody',
    answer: ['201', 'Note', 'The note'],
    problems: SENT,
  },
  {
    method: 'put',
    path: `${FOLDER}/draft`,
    operationId: 'keepDraft',
    summary: 'Keep an answer that was begun; an empty text forgets it',
    scope: 'conversations:write',
    parameters: [PROSPECT_ID],
    body: 'DraftBody',
    answer: ['204', null, 'Kept'],
    problems: SENT,
  },
];

/** The inbox. */
export const CONVERSATION_OPERATIONS: readonly Operation[] = [...READ, ...ANSWER, ...TEND];
