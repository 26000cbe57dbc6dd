import { apiHandler, type ApiOptions } from '../../shared/runtime/http/api.ts';
import type { BroadcastPorts } from '../../shared/use-cases/broadcast-ports.ts';
import { audienceRoutes } from './audiences.ts';
import { broadcastRoutes } from './broadcasts.ts';
import { segmentRoutes } from './segments.ts';

/** One content for many people: who they are, what becomes of it, and the means to stop it. */
export function createHandler(ports: BroadcastPorts, options: ApiOptions) {
  return apiHandler([...audienceRoutes(ports), ...segmentRoutes(ports), ...broadcastRoutes(ports)], options);
}
