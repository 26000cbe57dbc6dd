import { broadcastBody, missingData, toBroadcastDraft } from '../../shared/contracts/http/broadcast-body.ts';
import { segmentBody } from '../../shared/contracts/http/segment-body.ts';
import { fieldErrors } from '../../shared/contracts/field-errors.ts';
import { requireScope } from './agent-routes.ts';
import { audienceRoutes } from './audience-routes.ts';
import {
  type Broadcast,
  type Campaigns,
  type DryRun,
  mixOf,
  type Property,
  type Segment,
} from './campaigns.ts';
import { pageOf } from './inbox-routes.ts';
import { type Asked, refuse, type Route } from './router.ts';
import type { World } from './world.ts';

const LISTED = 20;
const LEFT_OUT_PAGE = 500;

/** Broadcasts, and what they are made from. What fits is decided by the product's own contract. */
export function broadcastRoutes(world: World, campaigns: Campaigns): Route[] {
  return [
    ...segmentRoutes(world, campaigns),
    ...propertyRoutes(campaigns),
    ...audienceRoutes(world, campaigns),
    ...listRoutes(world, campaigns),
    {
      method: 'POST',
      path: '/v1/broadcasts',
      status: 202,
      answer: (asked) => {
        requireScope(world, 'broadcasts:write');
        return submit(campaigns, asked);
      },
    },
    ...(['pause', 'resume', 'cancel'] as const).map((verb): Route => ({
      method: 'POST',
      path: `/v1/broadcasts/{broadcastId}/${verb}`,
      answer: ({ params }) => {
        requireScope(world, 'broadcasts:write');
        return change(found(campaigns, params), verb);
      },
    })),
  ];
}

function listRoutes(world: World, campaigns: Campaigns): Route[] {
  const path = '/v1/broadcasts';
  return [
    {
      method: 'GET',
      path,
      answer: ({ query }) => {
        if (!query.has('limit')) query.set('limit', String(LISTED));
        return pageOf(campaigns.all(), query);
      },
    },
    { method: 'GET', path: `${path}/{broadcastId}`, answer: ({ params }) => found(campaigns, params) },
    {
      method: 'GET',
      path: `${path}/{broadcastId}/left-out`,
      answer: ({ params, query }) => {
        const { reasons } = found(campaigns, params).plan.leftOut;
        const rules = reasons.flatMap(({ rule, people }) => Array.from({ length: people }, () => rule));
        const people = [...world.people.keys()];
        query.set('limit', String(LEFT_OUT_PAGE));
        return pageOf(
          rules.map((rule, at) => ({ rule, prospectId: people[at] ?? `prospect_inconnu_${at}` })),
          query,
        );
      },
    },
  ];
}

function found({ broadcasts }: Campaigns, params: Asked['params']): Broadcast {
  return (
    broadcasts.get(params['broadcastId'] ?? '') ?? refuse(404, 'not-found', 'There is no such broadcast.')
  );
}

function change(broadcast: Broadcast, verb: 'pause' | 'resume' | 'cancel'): Broadcast {
  const { status, plan, progress } = broadcast;
  if (status === 'finished') refuse(409, 'broadcast-ended', 'The broadcast is finished.');
  if (status === 'cancelled' && verb !== 'cancel')
    refuse(409, 'broadcast-ended', 'The broadcast was cancelled.');
  broadcast.status = ({ pause: 'paused', resume: 'sending', cancel: 'cancelled' } as const)[verb];
  if (verb === 'cancel')
    progress.cancelled = Math.max(
      0,
      plan.people - plan.leftOut.total - progress.accepted - progress.rejected,
    );
  return broadcast;
}

function submit(campaigns: Campaigns, { body, headers }: Asked): object {
  const key = String(headers['idempotency-key'] ?? '');
  if ((body as { dryRun?: boolean }).dryRun !== true) campaigns.keys.push(key);
  const before = campaigns.accepted.get(key);
  if (before !== undefined && before.body === JSON.stringify(body))
    return { id: before.id, status: 'accepted' };
  if (before !== undefined) refuse(422, 'idempotency-key-reused', 'The key was used for something else.');
  const result = broadcastBody.safeParse(body, { reportInput: true });
  if (!result.success)
    return refuse(400, 'invalid-request', 'The body does not fit.', fieldErrors(result.error.issues));
  const draft = toBroadcastDraft(result.data);
  const property = draft.content.property;
  const known = property === undefined ? {} : campaigns.properties.get(property)?.data;
  if (known === undefined) return refused('content.property', 'is not a property of yours: PUT it first');
  const missing = missingData(draft.content).filter((name) => !Object.hasOwn(known, name));
  const [lacking] = missing;
  if (lacking !== undefined)
    refuse(400, 'invalid-request', 'The template needs more.', missing.map((name) => ({ path: `content.data.${name}`, message: 'is needed by the template' }))); // prettier-ignore
  const { segment = '', upload } = result.data.audience;
  const people =
    (upload === undefined ? campaigns.sizes.get(segment) : campaigns.audiences.get(upload)?.people) ?? 0;
  if (people === 0) return refused('audience.segment', 'has nobody in it');
  if (result.data.dryRun === true) return dryRunOf(people);
  const { type: messageType, content, sendAt } = draft;
  const broadcast = campaigns.start({
    id: `bc_${crypto.randomUUID()}`,
    messageType,
    people,
    ...(content.templateId !== undefined && { templateId: content.templateId }),
    ...(sendAt !== undefined && { sendAt: new Date(sendAt).toISOString() }),
  });
  campaigns.accepted.set(key, { id: broadcast.id, body: JSON.stringify(body) });
  return { id: broadcast.id, status: 'accepted' };
}

const refused = (path: string, message: string): never =>
  refuse(400, 'invalid-request', `${path} ${message}.`, [{ path, message }]);

function dryRunOf(people: number): DryRun {
  const mix = mixOf(people, Math.round(people / 12));
  const { estimatedCost, smsOnlyCost, leftOut } = mix;
  const rules = leftOut.reasons.flatMap(({ rule, people: many }) => Array.from({ length: many }, () => rule));
  return {
    people,
    duplicates: Math.round(people / 90),
    ...mix,
    saving: { micros: smsOnlyCost.micros - estimatedCost.micros, currency: 'EUR' },
    leftOutPeople: rules.slice(0, 100).map((rule, at) => ({ rule, prospectId: `prospect_${at + 1}` })),
  };
}

function segmentRoutes(world: World, { segments, sizes }: Campaigns): Route[] {
  const path = '/v1/segments/{segmentId}';
  return [
    { method: 'GET', path: '/v1/segments', answer: () => ({ items: [...segments.values()] }) },
    {
      method: 'PUT',
      path,
      answer: ({ params, body }) => {
        requireScope(world, 'broadcasts:write');
        const result = segmentBody.safeParse(body, { reportInput: true });
        if (!result.success)
          return refuse(400, 'invalid-request', 'The body does not fit.', fieldErrors(result.error.issues));
        const id = params['segmentId'] ?? '';
        const segment = { id, ...(body as Omit<Segment, 'id'>) };
        segments.set(id, segment);
        if (!sizes.has(id)) sizes.set(id, 58);
        return segment;
      },
    },
    {
      method: 'DELETE',
      path,
      status: 204,
      answer: ({ params }) => {
        if (!segments.delete(params['segmentId'] ?? ''))
          refuse(404, 'not-found', 'There is no such segment.');
      },
    },
  ];
}

function propertyRoutes({ properties, now }: Campaigns): Route[] {
  const path = '/v1/properties/{propertyId}';
  return [
    {
      method: 'GET',
      path,
      answer: ({ params }) =>
        properties.get(params['propertyId'] ?? '') ?? refuse(404, 'not-found', 'There is no such property.'),
    },
    {
      method: 'PUT',
      path,
      answer: ({ params, body }) => {
        const id = params['propertyId'] ?? '';
        const { status, data = {} } = body as Pick<Property, 'status'> & Partial<Property>;
        const version = (properties.get(id)?.version ?? 0) + 1;
        const property = { id, status, data, version, changedAt: new Date(now()).toISOString() };
        properties.set(id, property);
        return property;
      },
    },
  ];
}
