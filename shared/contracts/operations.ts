import { AGENT_OPERATIONS } from './agent-operations.ts';
import { APPOINTMENT_OPERATIONS } from './appointment-operations.ts';
import { BROADCAST_OPERATIONS } from './broadcast-operations.ts';
import { CONVERSATION_OPERATIONS } from './conversation-operations.ts';
import { JOURNEY_OPERATIONS } from './journey-operations.ts';
import { IDEMPOTENCY_KEY, inPath, MERGE_PATCH_TYPES, type Operation, PAGE } from './operation.ts';
import { PEOPLE_OPERATIONS } from './people-operations.ts';
import { SAVED_REPLY_OPERATIONS } from './saved-reply-operations.ts';
import { SETTINGS_OPERATIONS } from './settings-operations.ts';
import { STATISTICS_OPERATIONS } from './statistics-operations.ts';
import { TEMPLATE_OPERATIONS } from './template-operations.ts';

const MESSAGE_ID = inPath('messageId', 'What the acceptance answered');
const PROSPECT_ID = inPath('prospectId', 'The client’s own name for the person');

/** Everything that the API does. */
export const OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/messages',
    operationId: 'submitMessage',
    summary: 'Accept a message: the channel is chosen, it is sent and followed to the end',
    scope: 'messages:write',
    parameters: [IDEMPOTENCY_KEY],
    body: 'MessageBody',
    answer: ['202', 'Accepted', 'Accepted'],
    problems: ['400', '401', '403', '413', '415', '422'],
  },
  {
    method: 'get',
    path: '/v1/messages/{messageId}',
    operationId: 'getMessage',
    summary: 'What became of a message, and why',
    scope: 'messages:read',
    parameters: [MESSAGE_ID],
    answer: ['200', 'Message', 'The message'],
    problems: ['401', '403', '404'],
  },
  {
    method: 'post',
    path: '/v1/messages/{messageId}/cancel',
    operationId: 'cancelMessage',
    summary: 'Cancel what has not left',
    scope: 'messages:write',
    parameters: [MESSAGE_ID],
    answer: ['200', 'Message', 'The cancelled message'],
    problems: ['401', '403', '404', '409'],
  },
  {
    method: 'post',
    path: '/v1/route',
    operationId: 'previewRoute',
    summary: 'The decision, without sending anything',
    scope: 'messages:read',
    body: 'RouteBody',
    answer: ['200', 'Decision', 'The decision'],
    problems: ['400', '401', '403', '413', '415'],
  },
  {
    method: 'put',
    path: '/v1/prospects/{prospectId}',
    operationId: 'putProspect',
    summary: 'Create a prospect or replace its fields',
    scope: 'prospects:write',
    parameters: [PROSPECT_ID],
    body: 'ProspectBody',
    answer: ['200', 'ProspectBody', 'The prospect'],
    problems: ['400', '401', '403', '415'],
  },
  {
    method: 'patch',
    path: '/v1/prospects/{prospectId}',
    operationId: 'patchProspect',
    summary: 'Change what is named of a prospect (RFC 7396): null takes a field out, all else stays',
    scope: 'prospects:write',
    parameters: [PROSPECT_ID],
    body: 'ProspectPatch',
    takes: MERGE_PATCH_TYPES,
    answer: ['200', 'ProspectBody', 'The prospect'],
    problems: ['400', '401', '403', '404', '415'],
  },
  {
    method: 'get',
    path: '/v1/prospects/{prospectId}',
    operationId: 'getProspect',
    summary: 'A prospect with its consents',
    scope: 'prospects:read',
    parameters: [PROSPECT_ID],
    answer: ['200', 'ProspectBody', 'The prospect'],
    problems: ['401', '403', '404'],
  },
  {
    method: 'put',
    path: '/v1/prospects/{prospectId}/consents/{purpose}',
    operationId: 'recordConsent',
    summary: 'Record a consent or a refusal, with its proof',
    scope: 'prospects:write',
    parameters: [PROSPECT_ID, inPath('purpose', '`marketing`')],
    body: 'Consent',
    answer: ['200', 'ProspectBody', 'The prospect'],
    problems: ['400', '401', '403', '404', '415'],
  },
  {
    method: 'delete',
    path: '/v1/prospects/{prospectId}',
    operationId: 'eraseProspect',
    summary: 'Forget a person: cancel what waits, delete what was said, keep what must not be written to',
    scope: 'prospects:write',
    parameters: [PROSPECT_ID],
    answer: ['204', null, 'Forgotten'],
    problems: ['401', '403', '404'],
  },
  {
    method: 'get',
    path: '/v1/prospects/{prospectId}/export',
    operationId: 'exportProspect',
    summary: 'All that is kept of a person, their messages page by page',
    scope: 'prospects:read',
    parameters: [PROSPECT_ID, ...PAGE],
    answer: ['200', 'ProspectExport', 'What is kept'],
    problems: ['400', '401', '403', '404'],
  },
  ...JOURNEY_OPERATIONS,
  ...APPOINTMENT_OPERATIONS,
  ...CONVERSATION_OPERATIONS,
  ...PEOPLE_OPERATIONS,
  ...SAVED_REPLY_OPERATIONS,
  ...TEMPLATE_OPERATIONS,
  ...AGENT_OPERATIONS,
  ...STATISTICS_OPERATIONS,
  ...SETTINGS_OPERATIONS,
  ...BROADCAST_OPERATIONS,
];
