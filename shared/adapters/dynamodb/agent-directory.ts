import type { Agent, AgentIdentity, AgentRole } from '../../domain/agent.ts';
import type { Instant } from '../../domain/instant.ts';
import type { AgentDirectory, AgentProfile } from '../../ports/agent-directory.ts';
import { agentKey } from './keys.ts';
import { beginningWith } from './key-range.ts';
import type { Item, Table } from './table.ts';

/** One item an agent: `r` the role, `seen` the instant, `p` the profile as text, `gone` when they were removed. */
export class DynamoAgentDirectory implements AgentDirectory {
  readonly #table: Table;
  readonly #tenantId: string;

  constructor(table: Table, tenantId: string) {
    this.#table = table;
    this.#tenantId = tenantId;
  }

  async find(id: string): Promise<Agent | undefined> {
    const item = await this.#table.get(agentKey(this.#tenantId, id), true);
    return item === undefined ? undefined : agentIn(item);
  }

  async see({ id, role }: AgentIdentity, at: Instant): Promise<void> {
    await this.#table.update(agentKey(this.#tenantId, id), {
      update: 'SET r = :role, seen = :at',
      values: { ':role': role, ':at': at },
    });
  }

  async introduce({ id, role }: AgentIdentity, profile: AgentProfile, at: Instant): Promise<void> {
    await this.#table.update(agentKey(this.#tenantId, id), {
      update: 'SET r = :role, seen = :at, p = :profile',
      values: { ':role': role, ':at': at, ':profile': JSON.stringify(profile) },
    });
  }

  async leave(id: string, at: Instant): Promise<void> {
    await this.#table.update(agentKey(this.#tenantId, id), {
      update: 'SET gone = :at',
      condition: 'attribute_exists(pk)',
      values: { ':at': at },
    });
  }

  async list(): Promise<Agent[]> {
    const { pk, sk } = agentKey(this.#tenantId, '');
    const items = await this.#table.query({ pk, ...beginningWith(sk), consistent: true });
    return items.map(agentIn);
  }
}

function agentIn(item: Item): Agent {
  const profile = item['p'] === undefined ? {} : (JSON.parse(item['p'] as string) as AgentProfile);
  return {
    id: (item['sk'] as string).slice('AGENT#'.length),
    role: item['r'] as AgentRole,
    ...profile,
    lastSeenAt: item['seen'] as Instant,
    ...(item['gone'] !== undefined && { leftAt: item['gone'] as Instant }),
  };
}
