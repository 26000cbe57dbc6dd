import { apiHandler, type ApiOptions } from '../../shared/runtime/http/api.ts';
import type { BroadcastPorts } from '../../shared/use-cases/broadcast-ports.ts';
import { audienceRoutes } from './audiences.ts';
import { broadcastRoutes } from './broadcasts.ts';
import { propertyRoutes } from './properties.ts';
import { segmentRoutes } from './segments.ts';

/** One content for many people: who they are, what becomes of it, and the means to stop it. */
export function createHandler(ports: BroadcastPorts, options: ApiOptions) {
  const routes = [audienceRoutes, segmentRoutes, propertyRoutes, broadcastRoutes];
  return apiHandler(
    routes.flatMap((make) => make(ports)),
    options,
  );
}
