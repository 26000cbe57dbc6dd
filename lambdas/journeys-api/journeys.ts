import { noQuery } from '../../shared/contracts/http/agent-body.ts';
import { JOURNEY_LIMITS, journeyBody, journeyId } from '../../shared/contracts/http/journey-body.ts';
import { journeyQuery } from '../../shared/contracts/http/journey-query.ts';
import { journeyHeadView, journeyView } from '../../shared/contracts/http/journey-view.ts';
import { toJourney } from '../../shared/contracts/http/to-journey.ts';
import { AppError } from '../../shared/errors.ts';
import type { ApiRequest, ApiResponse, Route } from '../../shared/runtime/http/api.ts';
import { fit, readJson } from '../../shared/runtime/http/json-body.ts';
import { fitQuery } from '../../shared/runtime/http/query.ts';
import type { JourneyStatePorts } from '../../shared/use-cases/apply-journey-event.ts';
import {
  currentJourney,
  listJourneys,
  publishJourney,
  readJourneyVersion,
} from '../../shared/use-cases/keep-journeys.ts';

const JOURNEY = '/v1/journeys/{journeyId}';

/** The journey of the address. @throws AppError `not-found` for what can be the name of none. */
export function journeyOf({ params }: ApiRequest): string {
  const named = journeyId.safeParse(params['journeyId']);
  if (named.success) return named.data;
  throw new AppError('not-found', 'There is no journey of this name.');
}

/** What journeys there are, and their declaration. */
export function journeyRoutes({ clock, scopes }: JourneyStatePorts): Route[] {
  const storeOf = ({ tenantId }: ApiRequest) => scopes(tenantId).journeys;
  const list = async (request: ApiRequest): Promise<ApiResponse> => {
    fitQuery(noQuery, request);
    const heads = await listJourneys(storeOf(request));
    return { status: 200, body: { items: heads.map(journeyHeadView) } };
  };
  const read = async (request: ApiRequest): Promise<ApiResponse> => {
    const { version } = fitQuery(journeyQuery, request);
    const [store, id, now] = [storeOf(request), journeyOf(request), clock.now()];
    const found =
      version === undefined
        ? await currentJourney(store, id, now)
        : await readJourneyVersion(store, id, version, now);
    return { status: 200, body: journeyView(found) };
  };
  const put = async (request: ApiRequest): Promise<ApiResponse> => {
    if (request.body.length > JOURNEY_LIMITS.requestBytes)
      throw new AppError('payload-too-large', 'A journey is at most 64 KB.');
    const definition = toJourney(fit(journeyBody, readJson(request)));
    const id = fit(journeyId, request.params['journeyId']);
    return {
      status: 200,
      body: journeyView(await publishJourney(storeOf(request), id, definition, clock.now())),
    };
  };
  return [
    { method: 'GET', path: '/v1/journeys', scope: 'journeys:read', handle: list },
    { method: 'GET', path: JOURNEY, scope: 'journeys:read', handle: read },
    { method: 'PUT', path: JOURNEY, scope: 'journeys:write', handle: put },
  ];
}
