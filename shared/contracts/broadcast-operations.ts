import { IDEMPOTENCY_KEY, inPath, inQuery, type Operation } from './operation.ts';

const AUDIENCE_ID = inPath('audienceId', 'What `POST /v1/audiences` answered');
const SEGMENT_ID = inPath('segmentId', 'The client’s own name for the segment');
const BROADCAST_ID = inPath('broadcastId', 'What the acceptance answered');
const CURSOR = inQuery('cursor', 'The `nextCursor` of the page before', { type: 'string' });
const [WRITE, READ] = ['broadcasts:write', 'broadcasts:read'] as const;
const NAMED = ['401', '403', '404'] as const;

const AUDIENCES: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/audiences',
    operationId: 'createAudience',
    summary: 'A place for a CSV file of up to 1,000,000 people: PUT it to `uploadUrl`, then have it read',
    scope: WRITE,
    answer: ['201', 'Audience', 'The audience, still empty'],
    problems: ['400', '401', '403'],
  },
  {
    method: 'get',
    path: '/v1/audiences/{audienceId}',
    operationId: 'getAudience',
    summary: 'Whether the file was read, how many people it has, and where its errors are',
    scope: READ,
    parameters: [AUDIENCE_ID],
    answer: ['200', 'Audience', 'The audience'],
    problems: NAMED,
  },
  {
    method: 'post',
    path: '/v1/audiences/{audienceId}/read',
    operationId: 'readAudience',
    summary: 'Have the uploaded file read, row by row',
    scope: WRITE,
    parameters: [AUDIENCE_ID],
    answer: ['202', 'Audience', 'It is being read'],
    problems: NAMED,
  },
];

const SEGMENTS: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/segments',
    operationId: 'listSegments',
    summary: 'All segments, by name',
    scope: READ,
    answer: ['200', 'Segments', 'All of them'],
    problems: ['400', '401', '403'],
  },
  {
    method: 'get',
    path: '/v1/segments/{segmentId}',
    operationId: 'getSegment',
    summary: 'What people of a segment have in common',
    scope: READ,
    parameters: [SEGMENT_ID],
    answer: ['200', 'Segment', 'The segment'],
    problems: NAMED,
  },
  {
    method: 'put',
    path: '/v1/segments/{segmentId}',
    operationId: 'putSegment',
    summary: 'Create or replace a segment: everybody who fits all criteria, whenever it is used',
    scope: WRITE,
    parameters: [SEGMENT_ID],
    body: 'SegmentBody',
    answer: ['200', 'Segment', 'The segment'],
    problems: ['400', '401', '403', '415'],
  },
  {
    method: 'delete',
    path: '/v1/segments/{segmentId}',
    operationId: 'removeSegment',
    summary: 'Forget a segment; broadcasts that were accepted for it are not concerned',
    scope: WRITE,
    parameters: [SEGMENT_ID],
    answer: ['204', null, 'Forgotten'],
    problems: NAMED,
  },
];

const PROPERTY_ID = inPath('propertyId', 'The client’s own name for the property');

const PROPERTIES: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/properties/{propertyId}',
    operationId: 'getProperty',
    summary: 'What is true of a property now',
    scope: READ,
    parameters: [PROPERTY_ID],
    answer: ['200', 'Property', 'The property'],
    problems: NAMED,
  },
  {
    method: 'put',
    path: '/v1/properties/{propertyId}',
    operationId: 'putProperty',
    summary:
      'Say what is true of a property: what has not left yet is worded anew, or cancelled once it is not for sale',
    scope: WRITE,
    parameters: [PROPERTY_ID],
    body: 'PropertyBody',
    answer: ['200', 'Property', 'The property'],
    problems: ['400', '401', '403', '415'],
  },
];

const change = (verb: 'pause' | 'resume' | 'cancel', summary: string): Operation => ({
  method: 'post',
  path: `/v1/broadcasts/{broadcastId}/${verb}`,
  operationId: `${verb}Broadcast`,
  summary,
  scope: WRITE,
  parameters: [BROADCAST_ID],
  answer: ['200', 'Broadcast', 'The broadcast'],
  problems: [...NAMED, '409'],
});

export const BROADCAST_OPERATIONS: readonly Operation[] = [
  ...AUDIENCES,
  ...SEGMENTS,
  ...PROPERTIES,
  {
    method: 'post',
    path: '/v1/broadcasts',
    operationId: 'submitBroadcast',
    summary:
      'Accept one content for many people; with `dryRun` (200, `DryRun`) only say who would be written to, how, and at what cost',
    scope: WRITE,
    parameters: [IDEMPOTENCY_KEY],
    body: 'BroadcastBody',
    answer: ['202', 'Accepted', 'Accepted'],
    alternative: ['200', 'DryRun', 'What would become of it; nothing was kept or sent'],
    problems: ['400', '401', '403', '409', '413', '415', '422'],
  },
  {
    method: 'get',
    path: '/v1/broadcasts',
    operationId: 'listBroadcasts',
    summary: 'Broadcasts, the newest first; twenty a page unless told, at most fifty',
    scope: READ,
    parameters: [
      inQuery('limit', 'How many; 20 unless told', { type: 'integer', minimum: 1, maximum: 50 }),
      CURSOR,
    ],
    answer: ['200', 'Broadcasts', 'A page'],
    problems: ['400', '401', '403'],
  },
  {
    method: 'get',
    path: '/v1/broadcasts/{broadcastId}',
    operationId: 'getBroadcast',
    summary: 'How far it has come, by state and by channel, and what it costs beside SMS alone',
    scope: READ,
    parameters: [BROADCAST_ID],
    answer: ['200', 'Broadcast', 'The broadcast'],
    problems: NAMED,
  },
  {
    method: 'get',
    path: '/v1/broadcasts/{broadcastId}/left-out',
    operationId: 'listLeftOut',
    summary: 'Who is written to on no channel, and by which rule; a page is a part of the audience',
    scope: READ,
    parameters: [BROADCAST_ID, CURSOR],
    answer: ['200', 'LeftOut', 'A page'],
    problems: ['400', ...NAMED],
  },
  change('pause', 'Hold what has not left'),
  change('resume', 'Go on with what was paused'),
  change('cancel', 'Send nothing more; what is under way to a provider arrives'),
];
