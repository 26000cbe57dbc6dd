import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import type { MessagingApi } from './constructs/messaging-api.ts';
import type { ApiFunctions } from './access.ts';

const { ANY, DELETE, GET, POST, PUT } = HttpMethod;

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
  const preview = api.serve('preview-route', [POST, '/v1/route']);
  const prospects = api.serve(
    'prospects-api',
    [GET, '/v1/prospects/{prospectId}'],
    [PUT, '/v1/prospects/{prospectId}'],
    [DELETE, '/v1/prospects/{prospectId}'],
    [GET, '/v1/prospects/{prospectId}/export'],
    [PUT, '/v1/prospects/{prospectId}/consents/{purpose}'],
  );
  const templates = api.serve(
    'templates-api',
    [GET, '/v1/templates'],
    [GET, '/v1/templates/{templateId}'],
    [PUT, '/v1/templates/{templateId}'],
    [GET, '/v1/templates/{templateId}/versions'],
    [GET, '/v1/templates/{templateId}/versions/{version}'],
    [POST, '/v1/templates/{templateId}/publish'],
    [POST, '/v1/templates/{templateId}/preview'],
    [POST, '/v1/templates/{templateId}/test'],
  );
  const openapi = api.serve('openapi', [GET, '/v1/openapi.json']);
  const links = api.serve('follow-link', [GET, '/l/{token}'], [POST, '/l/{token}']);
  const webhooks = api.serve(
    'receive-webhook',
    [POST, '/webhooks/twilio/status'],
    [POST, '/webhooks/twilio/inbound'],
    [POST, '/webhooks/resend'],
  );
  return {
    submitMessage,
    messages,
    preview,
    prospects,
    templates,

    ...serveAdministration(api),
    openapi,
    links,
    webhooks,
  };
}

/** What an agency's own people look at and decide. */
function serveAdministration(api: MessagingApi): Pick<ApiFunctions, 'statistics' | 'settings'> {
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
  return { statistics, settings };
}
