import type { Call } from '../../lambdas/http.ts';

interface Attack {
  about: (ids: { message: string; prospect: string }) => { path: string; options?: Call };
  answer: number;
}

/** What our tenant broadcasts, by whose ids others ask. */
export const OUR_BROADCAST = {
  id: 'bc_ours',
  audience: 'aud_ours',
  segment: 'segment_of_ours',
  property: 'flat_of_ours',
};

const ON_BROADCAST = '/v1/broadcasts/{broadcastId}';
const { id, audience, segment } = OUR_BROADCAST;

const hidden = (path: string): Attack => ({ about: () => ({ path }), answer: 404 });

export const BROADCAST_ATTACKS: Readonly<Record<string, Attack>> = {
  // Nobody may be written to because another tenant knows them.
  'POST /v1/broadcasts': {
    about: ({ prospect }) => ({
      path: '/v1/broadcasts',
      options: {
        body: {
          messageType: 'general',
          content: { body: 'Bonjour' },
          audience: { prospects: [{ id: prospect }] },
          dryRun: true,
        },
      },
    }),
    answer: 200,
  },
  'GET /v1/broadcasts': { about: () => ({ path: '/v1/broadcasts' }), answer: 200 },
  [`GET ${ON_BROADCAST}`]: hidden(`/v1/broadcasts/${id}`),
  [`GET ${ON_BROADCAST}/left-out`]: hidden(`/v1/broadcasts/${id}/left-out`),
  [`POST ${ON_BROADCAST}/pause`]: hidden(`/v1/broadcasts/${id}/pause`),
  [`POST ${ON_BROADCAST}/resume`]: hidden(`/v1/broadcasts/${id}/resume`),
  [`POST ${ON_BROADCAST}/cancel`]: hidden(`/v1/broadcasts/${id}/cancel`),
  'POST /v1/audiences': {
    about: () => ({ path: '/v1/audiences', options: { key: 'ck_of_nobody' } }),
    answer: 401,
  },
  'GET /v1/audiences/{audienceId}': hidden(`/v1/audiences/${audience}`),
  'POST /v1/audiences/{audienceId}/read': hidden(`/v1/audiences/${audience}/read`),
  'GET /v1/properties/{propertyId}': hidden(`/v1/properties/${OUR_BROADCAST.property}`),
  'PUT /v1/properties/{propertyId}': {
    about: () => ({
      path: `/v1/properties/${OUR_BROADCAST.property}`,
      options: { body: { status: 'sold' } },
    }),
    answer: 200,
  },
  'GET /v1/segments': { about: () => ({ path: '/v1/segments' }), answer: 200 },
  'GET /v1/segments/{segmentId}': hidden(`/v1/segments/${segment}`),
  'PUT /v1/segments/{segmentId}': {
    about: () => ({
      path: `/v1/segments/${segment}`,
      options: { body: { name: 'Les leurs', criteria: { customer: true } } },
    }),
    answer: 200,
  },
  // Theirs of the same name is gone after the first time, and ours is not.
  'DELETE /v1/segments/{segmentId}': {
    about: () => ({ path: `/v1/segments/${segment}_of_nobody` }),
    answer: 404,
  },
};
