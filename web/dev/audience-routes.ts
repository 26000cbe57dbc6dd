import { requireScope } from './agent-routes.ts';
import type { Audience, Campaigns } from './campaigns.ts';
import { refuse, type Route } from './router.ts';
import type { World } from './world.ts';

/** Looks at a file this often before it has been read. */
const LOOKS = 2;

/** Files of people: rows without an address are refused, the same row again is left out. */
export function audienceRoutes(world: World, { audiences, now }: Campaigns): Route[] {
  const files = new Map<string, string>();
  const looks = new Map<string, number>();
  const path = '/v1/audiences/{audienceId}';
  const found = (id = ''): Audience =>
    audiences.get(id) ?? refuse(404, 'not-found', 'There is no such audience.');
  return [
    {
      method: 'POST',
      path: '/v1/audiences',
      status: 201,
      answer: () => {
        requireScope(world, 'broadcasts:write');
        const id = `aud_${audiences.size + 1}`;
        const nothing = { people: 0, duplicates: 0, refused: 0 };
        const createdAt = new Date(now()).toISOString();
        const audience: Audience = {
          id,
          status: 'empty',
          createdAt,
          ...nothing,
          uploadUrl: `/_fake/files/${id}`,
        };
        audiences.set(id, audience);
        return audience;
      },
    },
    {
      method: 'PUT',
      path: '/_fake/files/{audienceId}',
      takes: 'text',
      answer: ({ params, body }) => void files.set(params['audienceId'] ?? '', String(body)),
    },
    {
      method: 'POST',
      path: `${path}/read`,
      status: 202,
      answer: ({ params }) => {
        const audience = found(params['audienceId']);
        audience.status = 'reading';
        delete audience.reason;
        looks.set(audience.id, 0);
        return audience;
      },
    },
    {
      method: 'GET',
      path,
      answer: ({ params }) => {
        const audience = found(params['audienceId']);
        const looked = (looks.get(audience.id) ?? 0) + 1;
        looks.set(audience.id, looked);
        if (audience.status === 'reading' && looked >= LOOKS)
          Object.assign(audience, readFile(audience.id, files.get(audience.id) ?? ''));
        return audience;
      },
    },
  ];
}

function readFile(id: string, csv: string): Partial<Audience> {
  const [heading = '', ...rows] = csv.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (!/phone|mail|t[ée]l|whatsapp|\bid\b/i.test(heading))
    return { status: 'refused', reason: 'the heading needs a column id, phone, email or whatsapp' };
  const fitting = rows.filter((row) => /@|\d{9}/.test(row));
  const refused = rows.length - fitting.length;
  const people = new Set(fitting).size;
  return {
    status: 'ready',
    people,
    duplicates: fitting.length - people,
    refused,
    ...(refused > 0 && { errorsUrl: `/_fake/files/${id}/errors.csv` }),
  };
}
