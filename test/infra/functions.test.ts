import { describe, expect, it } from 'vitest';
import { BUNDLES } from '../../scripts/bundles.ts';
import { ENVIRONMENT } from '../../shared/env.ts';
import { SynthesisedStack } from './synthesised-stack.ts';

const stack = new SynthesisedStack('prod');
const functions = stack.functions();

/** What works for many people at once takes its time. */
const SECONDS_FOR_MANY_PEOPLE: Readonly<Record<string, number>> = {
  'broadcasts-api': 29,
  'prepare-broadcast': 600,
  'plan-broadcast': 60,
  'enrol-audience': 600,
  'run-rule': 600,
  'send-sms-packs': 300,
  'send-whatsapp-packs': 300,
  'send-email-packs': 300,
};

describe('Functions', () => {
  it('there is one for every bundle', () => {
    expect([...functions.keys()].toSorted()).toEqual(BUNDLES.map(({ name }) => name).toSorted());
  });

  it.each([...functions])(
    '%s runs on Node 24 and arm64, with JSON logs and no chatter of the platform',
    (_, { properties }) => {
      expect(properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'INFO', SystemLogLevel: 'WARN' },
      });
    },
  );

  it.each([...functions])('%s logs to a group that forgets', (_, { properties }) => {
    const group = stack
      .resources('AWS::Logs::LogGroup')
      .find(({ id }) => id === properties['LoggingConfig'].LogGroup.Ref);
    expect(group?.properties['RetentionInDays']).toBe(90);
  });

  it.each([...functions])(
    '%s gets only names of the environment contract, each with a value',
    (_, { properties }) => {
      const { Variables: variables } = properties['Environment'];
      const names: readonly string[] = Object.values(ENVIRONMENT);
      expect(Object.keys(variables).filter((name) => !names.includes(name))).toEqual([]);
      expect(Object.values(variables)).not.toContain('');
      expect(variables).toMatchObject({ STAGE: 'prod', LOG_LEVEL: 'INFO' });
    },
  );

  it('senders know their channel', () => {
    const channels = ['sms', 'whatsapp', 'email'];
    expect(
      channels.map(
        (channel) => functions.get(`send-${channel}`)?.properties['Environment'].Variables['CHANNEL'],
      ),
    ).toEqual(channels);
  });

  it('those that somebody waits for give up after 10 seconds, senders after 60, the others after 30', () => {
    const timeouts = BUNDLES.map(({ name, kind }) => {
      const usual = kind !== 'worker' ? 10 : name.startsWith('send-') ? 60 : 30;
      const expected = SECONDS_FOR_MANY_PEOPLE[name] ?? usual;
      return [name, functions.get(name)?.properties['Timeout'], expected] as const;
    });
    expect(timeouts.filter(([, actual, expected]) => actual !== expected)).toEqual([]);
  });
});

describe('The API', () => {
  const routes = stack
    .resources('AWS::ApiGatewayV2::Route')
    .map(({ properties }) => String(properties['RouteKey']));
  const [stage] = stack.resources('AWS::ApiGatewayV2::Stage');

  it('has exactly the routes of version 1', () => {
    expect(routes.toSorted()).toEqual(
      [
        'POST /v1/messages',
        'GET /v1/messages/{messageId}',
        'POST /v1/messages/{messageId}/cancel',
        'POST /v1/route',
        'POST /v1/audiences',
        'GET /v1/audiences/{audienceId}',
        'POST /v1/audiences/{audienceId}/read',
        'GET /v1/segments',
        'GET /v1/segments/{segmentId}',
        'PUT /v1/segments/{segmentId}',
        'DELETE /v1/segments/{segmentId}',
        'GET /v1/properties/{propertyId}',
        'PUT /v1/properties/{propertyId}',
        'POST /v1/broadcasts',
        'GET /v1/broadcasts',
        'GET /v1/broadcasts/{broadcastId}',
        'GET /v1/broadcasts/{broadcastId}/left-out',
        'POST /v1/broadcasts/{broadcastId}/pause',
        'POST /v1/broadcasts/{broadcastId}/resume',
        'POST /v1/broadcasts/{broadcastId}/cancel',
        'ANY /v1/{proxy+}',
        'GET /v1/prospects/{prospectId}',
        'PUT /v1/prospects/{prospectId}',
        'PATCH /v1/prospects/{prospectId}',
        'DELETE /v1/prospects/{prospectId}',
        'GET /v1/prospects/{prospectId}/export',
        'PUT /v1/prospects/{prospectId}/consents/{purpose}',
        'GET /v1/stats',
        'GET /v1/settings',
        'PUT /v1/settings/policy',
        'PUT /v1/settings/brand',
        'PUT /v1/settings/points',
        'POST /v1/settings/points/replay',
        'GET /v1/api-keys',
        'POST /v1/api-keys',
        'DELETE /v1/api-keys/{keyId}',
        'GET /v1/templates',
        'GET /v1/templates/{templateId}',
        'PUT /v1/templates/{templateId}',
        'GET /v1/templates/{templateId}/versions',
        'GET /v1/templates/{templateId}/versions/{version}',
        'POST /v1/templates/{templateId}/publish',
        'POST /v1/templates/{templateId}/preview',
        'POST /v1/templates/{templateId}/test',
        'GET /v1/conversations',
        'GET /v1/conversations/counts',
        'GET /v1/conversations/{prospectId}',
        'GET /v1/conversations/{prospectId}/messages',
        'POST /v1/conversations/{prospectId}/messages',
        'POST /v1/conversations/{prospectId}/route',
        'GET /v1/conversations/{prospectId}/files/{entryId}/{index}',
        'POST /v1/conversations/{prospectId}/read',
        'POST /v1/conversations/{prospectId}/unread',
        'POST /v1/conversations/{prospectId}/done',
        'POST /v1/conversations/{prospectId}/snooze',
        'DELETE /v1/conversations/{prospectId}/snooze',
        'PUT /v1/conversations/{prospectId}/assignee',
        'PUT /v1/conversations/{prospectId}/labels',
        'PUT /v1/conversations/{prospectId}/draft',
        'POST /v1/conversations/{prospectId}/notes',
        'GET /v1/sync',
        'POST /v1/messages/{messageId}/retry',
        'GET /v1/search',
        'GET /v1/prospects',
        'POST /v1/prospects/{prospectId}/merge',
        'POST /v1/prospects/{prospectId}/unmerge',
        'GET /v1/saved-replies',
        'POST /v1/saved-replies',
        'PUT /v1/saved-replies/{replyId}',
        'DELETE /v1/saved-replies/{replyId}',
        'GET /v1/journeys',
        'GET /v1/journeys/{journeyId}',
        'PUT /v1/journeys/{journeyId}',
        'GET /v1/journeys/{journeyId}/enrolments',
        'POST /v1/journeys/{journeyId}/audiences',
        'GET /v1/journeys/{journeyId}/audiences',
        'GET /v1/journeys/{journeyId}/audiences/{audienceId}',
        'GET /v1/journeys/{journeyId}/audiences/{audienceId}/left-out',
        'POST /v1/journeys/{journeyId}/audiences/{audienceId}/cancel',
        'POST /v1/journeys/{journeyId}/enrolments',
        'GET /v1/journeys/{journeyId}/enrolments/{enrolmentId}',
        'DELETE /v1/journeys/{journeyId}/enrolments/{enrolmentId}',
        'POST /v1/journeys/{journeyId}/enrolments/{enrolmentId}/events',
        'GET /v1/appointments',
        'POST /v1/appointments',
        'GET /v1/appointments/{appointmentId}',
        'PATCH /v1/appointments/{appointmentId}',
        'GET /v1/me',
        'PUT /v1/me',
        'GET /v1/me/devices/key',
        'PUT /v1/me/devices',
        'DELETE /v1/me/devices/{deviceId}',
        'GET /v1/agents',
        'GET /v1/openapi.json',
        'GET /l/{token}',
        'POST /l/{token}',
        'POST /webhooks/twilio/status',
        'POST /webhooks/twilio/inbound',
        'POST /webhooks/resend',
        'POST /webhooks/signature/{tenantId}',
      ].toSorted(),
    );
  });

  it('is throttled', () => {
    expect(stage?.properties['DefaultRouteSettings']).toEqual({
      ThrottlingRateLimit: 500,
      ThrottlingBurstLimit: 1_000,
    });
  });

  it('logs every request without anything personal', () => {
    const format: Record<string, string> = JSON.parse(stage?.properties['AccessLogSettings'].Format);
    expect(Object.values(format)).toContain('$context.routeKey');
    expect(JSON.stringify(format)).not.toMatch(/identity|path|userAgent|authorizer/i);
  });

  it('answers no browser of another origin', () => {
    expect(stack.resources('AWS::ApiGatewayV2::Api')[0]?.properties).not.toHaveProperty('CorsConfiguration');
  });
});
