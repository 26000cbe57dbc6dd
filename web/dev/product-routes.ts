import { prospectBody, prospectPatch } from '../../shared/contracts/http/prospect-body.ts';
import {
  previewView,
  templateIds,
  templateListView,
  templateView,
} from '../../shared/contracts/http/template-view.ts';
import type { Channel } from '../../shared/domain/channel.ts';
import { mergePatch } from '../../shared/domain/merge-patch.ts';
import { pointsFor } from '../../shared/domain/points.ts';
import type { TemplateId, WordedChannel } from '../../shared/domain/templates/contracts.ts';
import { exampleData } from '../../shared/domain/templates/example-data.ts';
import type { OwnWordings } from '../../shared/domain/templates/own-wordings.ts';
import { previewTemplate } from '../../shared/domain/templates/preview.ts';
import type { Consent, Prospect } from '../src/api/types.ts';
import { agentRoutes } from './agent-routes.ts';
import { TENANT } from './decide.ts';
import { pageOf } from './inbox-routes.ts';
import { type Asked, fitting, refuse, type Route } from './router.ts';
import { settingsRoutes } from './settings-routes.ts';
import type { Person, World } from './world.ts';

/** Everything but conversations: templates and decisions are the product's own, the rest is made up. */
export function productRoutes(world: World): Route[] {
  return [
    ...agentRoutes(world),
    ...templateRoutes(world),
    ...prospectRoutes(world),
    ...settingsRoutes(world, TENANT, pointsFor(undefined)),
  ];
}

interface Stored {
  versions: { number: number; createdAt: number; wordings: OwnWordings }[];
  published: number;
}

function templateRoutes({ tests }: World): Route[] {
  const own = new Map<string, Stored>();
  const storedOf = (id: string): Stored => own.get(id) ?? { versions: [], published: 0 };
  const idOf = ({ params }: Asked) => (params['templateId'] ?? '') as TemplateId;
  const shown = (id: TemplateId): object => {
    const { versions, published } = storedOf(id);
    const wordings = versions.find(({ number }) => number === published)?.wordings ?? {};
    return templateView({ id, publishedVersion: published, latestVersion: versions.length, wordings }, {});
  };
  const path = '/v1/templates/{templateId}';
  return [
    {
      method: 'GET',
      path: '/v1/templates',
      answer: ({ query }) => {
        const published = Object.fromEntries([...own].map(([id, stored]) => [id, stored.published]));
        const only = {
          category: query.get('category') ?? undefined,
          channel: query.get('channel') ?? undefined,
        };
        return templateListView(templateIds(only), published);
      },
    },
    { method: 'GET', path, answer: (asked) => shown(idOf(asked)) },
    {
      method: 'PUT',
      path,
      answer: (asked) => {
        const { versions, published } = storedOf(idOf(asked));
        const { wordings, publish } = asked.body as { wordings: OwnWordings; publish?: boolean };
        const number = versions.length + 1;
        own.set(idOf(asked), {
          versions: [...versions, { number, createdAt: Date.now(), wordings }],
          published: publish === true ? number : published,
        });
        return shown(idOf(asked));
      },
    },
    {
      method: 'GET',
      path: `${path}/versions`,
      answer: (asked) => ({
        items: storedOf(idOf(asked))
          .versions.map(({ number, createdAt }) => ({
            version: number,
            createdAt: new Date(createdAt).toISOString(),
          }))
          .toReversed(),
      }),
    },
    {
      method: 'POST',
      path: `${path}/publish`,
      answer: (asked) => {
        const { version } = asked.body as { version: number };
        own.set(idOf(asked), { ...storedOf(idOf(asked)), published: version });
        return shown(idOf(asked));
      },
    },
    {
      method: 'POST',
      path: `${path}/test`,
      status: 202,
      answer: ({ body }) => {
        tests.push(body);
        return { id: 'msg_test', status: 'accepted' };
      },
    },
    {
      method: 'POST',
      path: `${path}/preview`,
      answer: (asked) => {
        const { channel, locale = 'fr', data, wordings } = asked.body as { channel: WordedChannel; locale?: 'fr' | 'en'; data?: Record<string, string>; wordings?: OwnWordings }; // prettier-ignore
        const id = idOf(asked);
        const preview = previewTemplate(id, channel, data ?? exampleData(id, locale), {
          tenant: TENANT,
          locale,
          own: wordings ?? {},
        });
        if (preview === undefined || 'missing' in preview) return refuse(400, 'invalid-request', 'No words.');
        return previewView(preview);
      },
    },
  ];
}

/** The person as they are from now on, with all that was not said of them gone. */
function kept(world: World, who: Person, prospect: Prospect): Prospect {
  who.prospect = prospect;
  if (prospect.name !== undefined) {
    who.view.name = prospect.name;
    delete who.view.toQualify;
  } else if (who.view.toQualify !== true) delete who.view.name;
  world.changed(who);
  return prospect;
}

function prospectRoutes(world: World): Route[] {
  const person = ({ params }: Asked) =>
    world.person(params['prospectId'] ?? '') ?? refuse(404, 'not-found', 'Unknown prospect.');
  const path = '/v1/prospects/{prospectId}';
  return [
    {
      method: 'GET',
      path: '/v1/prospects',
      answer: ({ query }) => {
        const wanted = (query.get('q') ?? '').toLowerCase();
        const all = [...world.people.values()].filter(({ prospect }) =>
          JSON.stringify(prospect).toLowerCase().includes(wanted),
        );
        return pageOf(all.map(({ prospect: { id, name, phone, email }, view }) => ({ id, name, phone, email, toQualify: view.toQualify })), query); // prettier-ignore
      },
    },
    { method: 'GET', path, answer: (asked) => person(asked).prospect },
    {
      method: 'PUT',
      path,
      answer: (asked) => {
        const who = person(asked);
        const { consents } = who.prospect;
        const said = fitting(prospectBody, asked.body) as Prospect;
        return kept(world, who, { ...(consents && { consents }), ...said, id: who.prospect.id });
      },
    },
    {
      method: 'PATCH',
      path,
      answer: (asked) => {
        const who = person(asked);
        return kept(world, who, mergePatch(who.prospect, fitting(prospectPatch, asked.body)) as Prospect);
      },
    },
    {
      method: 'PUT',
      path: `${path}/consents/{purpose}`,
      answer: (asked) => {
        const who = person(asked);
        who.prospect.consents = { marketing: asked.body as Consent };
        return who.prospect;
      },
    },
    {
      method: 'DELETE',
      path,
      status: 204,
      answer: (asked) => void world.people.delete(person(asked).prospect.id),
    },
    {
      method: 'GET',
      path: `${path}/export`,
      answer: (asked) => ({
        prospect: person(asked).prospect,
        addresses: [] as { channel: Channel }[],
        messages: [],
      }),
    },
    {
      method: 'POST',
      path: `${path}/merge`,
      answer: (asked) => {
        const from = person(asked);
        const into =
          world.person((asked.body as { into: string }).into) ?? refuse(404, 'not-found', 'Unknown.');
        into.mergedFrom.push({
          prospectId: from.prospect.id,
          ...(from.prospect.name !== undefined && { name: from.prospect.name }),
        });
        world.changed(into);
        return {};
      },
    },
    {
      method: 'POST',
      path: `${path}/unmerge`,
      answer: (asked) => {
        for (const who of world.people.values())
          who.mergedFrom = who.mergedFrom.filter(
            ({ prospectId }) => prospectId !== asked.params['prospectId'],
          );
        return {};
      },
    },
  ];
}
