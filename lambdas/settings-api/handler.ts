import { toBrand } from '../../shared/contracts/brand-settings.ts';
import {
  apiKeyBody,
  apiKeysQuery,
  brandBody,
  pointsBody,
  policyBody,
  replayBody,
  settingsQuery,
  toPointsChange,
  toPointsOverride,
  toPolicy,
} from '../../shared/contracts/http/settings-body.ts';
import { apiKeyView, replayView, settingsView } from '../../shared/contracts/http/settings-view.ts';
import { apiHandler, type ApiOptions, type ApiRequest, type Route } from '../../shared/runtime/http/api.ts';
import { fit, readJson } from '../../shared/runtime/http/json-body.ts';
import { requirePage } from '../../shared/runtime/http/page.ts';
import { fitQuery } from '../../shared/runtime/http/query.ts';
import {
  changeSettings,
  readSettings,
  type Settings,
  type SettingsPorts,
} from '../../shared/use-cases/change-settings.ts';
import {
  type ApiKeyPorts,
  createApiKey,
  listApiKeys,
  revokeApiKey,
} from '../../shared/use-cases/manage-api-keys.ts';
import type { ProjectPorts } from '../../shared/use-cases/project-statistics.ts';
import { replayPoints } from '../../shared/use-cases/replay-points.ts';

export type SettingsApiPorts = SettingsPorts & ProjectPorts & ApiKeyPorts;

/** What an agency's own people decide, and the keys of its applications. */
export function createHandler(ports: SettingsApiPorts, options: ApiOptions) {
  return apiHandler([...settings(ports), ...keys(ports, options)], options);
}

function settings(ports: SettingsApiPorts): Route[] {
  const read: Route = {
    method: 'GET',
    path: '/v1/settings',
    scope: 'settings:read',
    handle: async (request) => {
      fitQuery(settingsQuery, request);
      return answer(await readSettings(ports, request.tenantId));
    },
  };
  const replay: Route = {
    method: 'POST',
    path: '/v1/settings/points/replay',
    scope: 'settings:read',
    handle: async (request) => {
      const { points: tried, ...period } = fit(replayBody, readJson(request));
      const wanted = tried === null ? null : toPointsChange(tried);
      return { status: 200, body: replayView(await replayPoints(ports, request.tenantId, wanted, period)) };
    },
  };
  return [read, ...changes(ports), replay];
}

function changes(ports: SettingsApiPorts): Route[] {
  const change = (part: string, write: (request: ApiRequest) => Promise<Settings>): Route => ({
    method: 'PUT',
    path: `/v1/settings/${part}`,
    scope: 'settings:write',
    handle: async (request) => answer(await write(request)),
  });
  const policy = change('policy', (request) => {
    const body = fit(policyBody, readJson(request));
    return changeSettings(
      ports,
      request.tenantId,
      'policy',
      ({ policy: before }) => toPolicy(body, before),
      body.basedOn,
    );
  });
  const brand = change('brand', (request) => {
    const { basedOn, ...look } = fit(brandBody, readJson(request));
    return changeSettings(ports, request.tenantId, 'brand', () => toBrand(look), basedOn);
  });
  const points = change('points', (request) => {
    const body = fit(pointsBody, readJson(request));
    return changeSettings(
      ports,
      request.tenantId,
      'points',
      () => toPointsOverride(body.points),
      body.basedOn,
    );
  });
  return [policy, brand, points];
}

function answer(found: Settings) {
  return { status: 200, body: settingsView(found) };
}

function keys(ports: ApiKeyPorts, { authorize }: ApiOptions): Route[] {
  const list: Route = {
    method: 'GET',
    path: '/v1/api-keys',
    scope: 'settings:write',
    handle: async (request) => {
      const { limit, cursor } = fitQuery(apiKeysQuery, request);
      const found = await listApiKeys(ports, request.tenantId);
      const ids = found.map(({ id }) => id);
      const { items, ...next } = requirePage(ids, { list: `api-keys ${request.tenantId}`, limit, cursor });
      const shown = found.filter(({ id }) => items.includes(id));
      return { status: 200, body: { items: shown.map(apiKeyView), ...next } };
    },
  };
  const create: Route = {
    method: 'POST',
    path: '/v1/api-keys',
    scope: 'settings:write',
    handle: async (request) => {
      const body = fit(apiKeyBody, readJson(request));
      // Nobody hands on what they may not do themselves.
      for (const scope of body.scopes) await authorize(request.headers['authorization'], scope);
      const { key, text } = await createApiKey(ports, request.tenantId, body);
      return { status: 201, headers: NEVER_KEPT, body: { ...apiKeyView(key), key: text } };
    },
  };
  const revoke: Route = {
    method: 'DELETE',
    path: '/v1/api-keys/{keyId}',
    scope: 'settings:write',
    handle: async ({ tenantId, params }) => {
      await revokeApiKey(ports, tenantId, params['keyId'] ?? '');
      return { status: 204 };
    },
  };
  return [list, create, revoke];
}

/** A key is shown once: no cache on the way may show it again. */
const NEVER_KEPT = { 'cache-control': 'no-store' };
