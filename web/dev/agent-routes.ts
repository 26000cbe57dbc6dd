import { scopesOfRole } from '../../shared/domain/agent.ts';
import type { Scope } from '../../shared/domain/api-key.ts';
import { TENANT } from './decide.ts';
import { AGENTS } from './people.ts';
import { refuse, type Route } from './router.ts';
import type { World } from './world.ts';

/** Who is signed in, their colleagues and their devices, and the replies that they keep. */
export function agentRoutes(world: World): Route[] {
  const [{ id, name, email } = refuse(404, 'not-found', 'Nobody is there.')] = AGENTS;
  const whoAmI = () => ({
    agent: { id, name, email, role: world.role },
    tenant: { id: TENANT.id, name: TENANT.name, locale: 'fr', timeZone: TENANT.timeZone },
    scopes: scopesOfRole(world.role),
  });
  return [
    { method: 'GET', path: '/v1/me', answer: whoAmI },
    { method: 'PUT', path: '/v1/me', answer: whoAmI },
    ...deviceRoutes(world),
    { method: 'GET', path: '/v1/agents', answer: () => ({ items: AGENTS }) },
    ...savedReplyRoutes(world),
  ];
}

/** Refuses what the role of whoever is signed in does not allow. */
export function requireScope({ role }: World, scope: Scope): void {
  if (!scopesOfRole(role).includes(scope)) refuse(403, 'missing-scope', `This needs the scope ${scope}.`);
}

/** The devices that want to be told, by their addresses. */
function deviceRoutes({ devices }: World): Route[] {
  const publicKey = `B${'A'.repeat(86)}`;
  const path = '/v1/me/devices';
  return [
    { method: 'GET', path: `${path}/key`, answer: () => ({ publicKey }) },
    {
      method: 'PUT',
      path,
      answer: ({ body }) => {
        devices.add((body as { endpoint: string }).endpoint);
        return { id: '0123456789abcdef', expiresAt: new Date(inAMonth()).toISOString() };
      },
    },
    { method: 'DELETE', path: `${path}/{deviceId}`, status: 204, answer: () => devices.clear() },
  ];
}

const inAMonth = (): number => Date.now() + 30 * 24 * 60 * 60 * 1000;

function savedReplyRoutes({ replies }: World): Route[] {
  const path = '/v1/saved-replies';
  const put = (id: string, body: unknown) => {
    const reply = { id, ...(body as { title: string; text: string }) };
    replies.set(id, reply);
    return reply;
  };
  return [
    { method: 'GET', path, answer: () => ({ items: [...replies.values()] }) },
    { method: 'POST', path, status: 201, answer: ({ body }) => put(`r${replies.size + 1}`, body) },
    {
      method: 'PUT',
      path: `${path}/{replyId}`,
      answer: ({ params, body }) => put(params['replyId'] ?? '', body),
    },
    {
      method: 'DELETE',
      path: `${path}/{replyId}`,
      status: 204,
      answer: ({ params }) => {
        if (!replies.delete(params['replyId'] ?? '')) refuse(404, 'not-found', 'No such reply.');
      },
    },
  ];
}
