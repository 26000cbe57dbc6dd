import {
  previewBody,
  publishBody,
  templateBody,
  toWordings,
} from '../../shared/contracts/http/template-body.ts';
import { templateQuery, versionsQuery } from '../../shared/contracts/http/template-query.ts';
import {
  previewView,
  templateIds,
  templateListView,
  templateView,
  versionView,
} from '../../shared/contracts/http/template-view.ts';
import { apiHandler, type ApiOptions, type ApiRequest, type Route } from '../../shared/runtime/http/api.ts';
import { fit, readJson } from '../../shared/runtime/http/json-body.ts';
import { requirePage } from '../../shared/runtime/http/page.ts';
import { fitQuery } from '../../shared/runtime/http/query.ts';
import { publishTemplate, saveTemplate, type TemplatePorts } from '../../shared/use-cases/change-template.ts';
import { showTemplate } from '../../shared/use-cases/preview-template.ts';
import { listVersions, readTemplate, readTemplateVersion } from '../../shared/use-cases/read-template.ts';
import { sendTest, type TestPorts } from './send-test.ts';

const TEMPLATE = '/v1/templates/{templateId}';
const idOf = ({ params }: ApiRequest): string => params['templateId'] ?? '';

/** The catalogue, an agency's own versions of it, and how they look. */
export function createHandler(ports: TemplatePorts & TestPorts, options: ApiOptions) {
  return apiHandler([...reading(ports), ...writing(ports), ...trying(ports)], options);
}

function reading(ports: TemplatePorts): Route[] {
  const { scopes } = ports;
  const templatesOf = ({ tenantId }: ApiRequest) => scopes(tenantId).templates;
  const read = (path: string, handle: (request: ApiRequest) => Promise<object>): Route => ({
    method: 'GET',
    path,
    scope: 'templates:read',
    handle: async (request) => ({ status: 200, body: await handle(request) }),
  });
  return [
    read('/v1/templates', async (request) => {
      const { limit, cursor, ...only } = fitQuery(templateQuery, request);
      const list = `templates ${request.tenantId} ${only.category ?? ''} ${only.channel ?? ''}`;
      const { items, ...next } = requirePage(templateIds(only), { list, limit, cursor });
      return { ...templateListView(items, await templatesOf(request).publishedNow()), ...next };
    }),
    read(TEMPLATE, (request) => shownTemplate(ports, request)),
    read(`${TEMPLATE}/versions`, async (request) => {
      const { limit, cursor } = fitQuery(versionsQuery, request);
      const versions = await listVersions(templatesOf(request), idOf(request));
      const list = `versions ${request.tenantId} ${idOf(request)}`;
      const numbers = versions.map(({ number }) => String(number));
      const { items, ...next } = requirePage(numbers, { list, limit, cursor });
      const shown = versions.filter(({ number }) => items.includes(String(number)));
      return { items: shown.map(versionView), ...next };
    }),
    read(`${TEMPLATE}/versions/{version}`, async (request) => {
      const { params } = request;
      return versionView(
        await readTemplateVersion(templatesOf(request), idOf(request), params['version'] ?? ''),
      );
    }),
  ];
}

function writing(ports: TemplatePorts): Route[] {
  const put: Route = {
    method: 'PUT',
    path: TEMPLATE,
    scope: 'templates:write',
    handle: async (request) => {
      const { tenantId } = request;
      const { wordings, ...body } = fit(templateBody, readJson(request));
      const change = { ...body, wordings: toWordings(wordings), tenantId, templateId: idOf(request) };
      await saveTemplate(ports, change);
      return answerTemplate(ports, request);
    },
  };
  const publish: Route = {
    method: 'POST',
    path: `${TEMPLATE}/publish`,
    scope: 'templates:write',
    handle: async (request) => {
      const { version } = fit(publishBody, readJson(request));
      await publishTemplate(ports, request.tenantId, idOf(request), version);
      return answerTemplate(ports, request);
    },
  };
  return [put, publish];
}

async function answerTemplate(ports: TemplatePorts, request: ApiRequest) {
  return { status: 200, body: await shownTemplate(ports, request) };
}

async function shownTemplate({ scopes, tenants }: TemplatePorts, request: ApiRequest): Promise<object> {
  const template = await readTemplate(scopes(request.tenantId).templates, idOf(request));
  return templateView(template, (await tenants.get(request.tenantId)).whatsappTemplates);
}

function trying(ports: TemplatePorts & TestPorts): Route[] {
  const preview: Route = {
    method: 'POST',
    path: `${TEMPLATE}/preview`,
    scope: 'templates:read',
    handle: async (request) => {
      const { wordings, ...body } = fit(previewBody, readJson(request));
      const question = { ...body, tenantId: request.tenantId, templateId: idOf(request) };
      const shown = await showTemplate(
        ports,
        wordings === undefined ? question : { ...question, wordings: toWordings(wordings) },
      );
      return { status: 200, body: previewView(shown) };
    },
  };
  const test: Route = {
    method: 'POST',
    path: `${TEMPLATE}/test`,
    scope: 'messages:write',
    handle: (request) => sendTest(ports, request, idOf(request)),
  };
  return [preview, test];
}
