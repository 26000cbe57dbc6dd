import { statisticsQuery } from '../../shared/contracts/http/statistics-query.ts';
import { statisticsView } from '../../shared/contracts/http/statistics-view.ts';
import { apiHandler, type ApiOptions, type Route } from '../../shared/runtime/http/api.ts';
import { fitQuery } from '../../shared/runtime/http/query.ts';
import type { ProjectPorts } from '../../shared/use-cases/project-statistics.ts';
import { readStatistics } from '../../shared/use-cases/read-statistics.ts';

/** What became of messages, added up. */
export function createHandler(ports: ProjectPorts, options: ApiOptions) {
  const read: Route = {
    method: 'GET',
    path: '/v1/stats',
    scope: 'stats:read',
    handle: async (request) => {
      const { by, ...period } = fitQuery(statisticsQuery, request);
      const statistics = await readStatistics(ports, request.tenantId, period);
      return { status: 200, body: statisticsView(statistics, by === 'day') };
    },
  };
  return apiHandler([read], options);
}
