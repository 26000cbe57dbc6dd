import { Duration } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import type { MessagingApi } from './constructs/messaging-api.ts';
import type { ApiFunctions } from './access.ts';

const { ANY, DELETE, GET, PATCH, POST, PUT } = HttpMethod;

const CONVERSATION = '/v1/conversations/{prospectId}';
const CONVERSATIONS = [
  [GET, '/v1/conversations'],
  [GET, '/v1/conversations/counts'],
  [GET, '/v1/sync'],
  [GET, CONVERSATION],
  [GET, `${CONVERSATION}/messages`],
  [POST, `${CONVERSATION}/messages`],
  [GET, `${CONVERSATION}/files/{entryId}/{index}`],
  [POST, `${CONVERSATION}/read`],
  [POST, `${CONVERSATION}/unread`],
  [POST, `${CONVERSATION}/done`],
  [POST, `${CONVERSATION}/snooze`],
  [DELETE, `${CONVERSATION}/snooze`],
  [PUT, `${CONVERSATION}/assignee`],
  [PUT, `${CONVERSATION}/labels`],
  [PUT, `${CONVERSATION}/draft`],
  [POST, `${CONVERSATION}/notes`],
  [POST, '/v1/messages/{messageId}/retry'],
  [GET, '/v1/search'],
  [GET, '/v1/prospects'],
  [POST, '/v1/prospects/{prospectId}/merge'],
  [POST, '/v1/prospects/{prospectId}/unmerge'],
  [GET, '/v1/saved-replies'],
  [POST, '/v1/saved-replies'],
  [PUT, '/v1/saved-replies/{replyId}'],
  [DELETE, '/v1/saved-replies/{replyId}'],
] as const;

const TEMPLATE = '/v1/templates/{templateId}';
const TEMPLATES = [
  [GET, '/v1/templates'],
  [GET, TEMPLATE],
  [PUT, TEMPLATE],
  [GET, `${TEMPLATE}/versions`],
  [GET, `${TEMPLATE}/versions/{version}`],
  [POST, `${TEMPLATE}/publish`],
  [POST, `${TEMPLATE}/preview`],
  [POST, `${TEMPLATE}/test`],
] as const;

const BROADCAST = '/v1/broadcasts/{broadcastId}';
const BROADCASTS = [
  [POST, '/v1/audiences'],
  [GET, '/v1/audiences/{audienceId}'],
  [POST, '/v1/audiences/{audienceId}/read'],
  [GET, '/v1/segments'],
  [GET, '/v1/segments/{segmentId}'],
  [PUT, '/v1/segments/{segmentId}'],
  [DELETE, '/v1/segments/{segmentId}'],
  [GET, '/v1/properties/{propertyId}'],
  [PUT, '/v1/properties/{propertyId}'],
  [POST, '/v1/broadcasts'],
  [GET, '/v1/broadcasts'],
  [GET, BROADCAST],
  [GET, `${BROADCAST}/left-out`],
  [POST, `${BROADCAST}/pause`],
  [POST, `${BROADCAST}/resume`],
  [POST, `${BROADCAST}/cancel`],
] as const;

const JOURNEY = '/v1/journeys/{journeyId}';
const ENROLMENT = `${JOURNEY}/enrolments/{enrolmentId}` as const;
const INTAKE = `${JOURNEY}/audiences/{audienceId}` as const;
const JOURNEYS = [
  [GET, '/v1/journeys'],
  [GET, JOURNEY],
  [PUT, JOURNEY],
  [GET, `${JOURNEY}/enrolments`],
  [POST, `${JOURNEY}/enrolments`],
  [GET, ENROLMENT],
  [DELETE, ENROLMENT],
  [POST, `${ENROLMENT}/events`],
  [POST, `${JOURNEY}/audiences`],
  [GET, `${JOURNEY}/audiences`],
  [GET, INTAKE],
  [GET, `${INTAKE}/left-out`],
  [POST, `${INTAKE}/cancel`],
  [GET, '/v1/appointments'],
  [POST, '/v1/appointments'],
  [GET, '/v1/appointments/{appointmentId}'],
  [PATCH, '/v1/appointments/{appointmentId}'],
] as const;

const AGENTS = [
  [GET, '/v1/me'],
  [PUT, '/v1/me'],
  [GET, '/v1/me/devices/key'],
  [PUT, '/v1/me/devices'],
  [DELETE, '/v1/me/devices/{deviceId}'],
  [GET, '/v1/agents'],
] as const;

/** Every address that the world can call, and the function that answers it. */
export function serveRoutes(api: MessagingApi): ApiFunctions {
  const submitMessage = api.serve('submit-message', [POST, '/v1/messages']);
  const messages = api.serve(
    'messages-api',
    [GET, '/v1/messages/{messageId}'],
    [POST, '/v1/messages/{messageId}/cancel'],
    // What has no route of its own gets an RFC 9457 answer too, not the gateway's.
    [ANY, '/v1/{proxy+}'],
  );
  const preview = api.serve(
    'preview-route',
    [POST, '/v1/route'],
    [POST, '/v1/conversations/{prospectId}/route'],
  );
  const conversations = api.serve('conversations-api', ...CONVERSATIONS);
  const prospects = api.serve(
    'prospects-api',
    [GET, '/v1/prospects/{prospectId}'],
    [PUT, '/v1/prospects/{prospectId}'],
    [PATCH, '/v1/prospects/{prospectId}'],
    [DELETE, '/v1/prospects/{prospectId}'],
    [GET, '/v1/prospects/{prospectId}/export'],
    [PUT, '/v1/prospects/{prospectId}/consents/{purpose}'],
  );
  const templates = api.serve('templates-api', ...TEMPLATES);
  const journeys = api.serve('journeys-api', ...JOURNEYS);
  const agents = api.serve('agents-api', ...AGENTS);
  const openapi = api.serve('openapi', [GET, '/v1/openapi.json']);
  const links = api.serve('follow-link', [GET, '/l/{token}'], [POST, '/l/{token}']);
  const webhooks = api.serve(
    'receive-webhook',
    [POST, '/webhooks/twilio/status'],
    [POST, '/webhooks/twilio/inbound'],
    [POST, '/webhooks/resend'],
    [POST, '/webhooks/signature/{tenantId}'],
  );
  return {
    submitMessage,
    messages,
    preview,
    conversations,
    prospects,
    templates,
    journeys,
    ...serveAdministration(api),
    agents,
    openapi,
    links,
    webhooks,
  };
}

/** What an agency's own people look at and decide. */
function serveAdministration(
  api: MessagingApi,
): Pick<ApiFunctions, 'statistics' | 'settings' | 'broadcasts'> {
  const statistics = api.serve('statistics-api', [GET, '/v1/stats']);
  const settings = api.serve(
    'settings-api',
    [GET, '/v1/settings'],
    [PUT, '/v1/settings/policy'],
    [PUT, '/v1/settings/brand'],
    [PUT, '/v1/settings/points'],
    [POST, '/v1/settings/points/replay'],
    [GET, '/v1/api-keys'],
    [POST, '/v1/api-keys'],
    [DELETE, '/v1/api-keys/{keyId}'],
  );
  // A dry run decides on ten thousand people while somebody waits: API Gateway does so for 30 seconds.
  const broadcasts = api.serve(
    { name: 'broadcasts-api', timeout: Duration.seconds(29), memory: 1_769 },
    ...BROADCASTS,
  );
  return { statistics, settings, broadcasts };
}
