import type { Agent, AgentIdentity } from '../../../shared/domain/agent.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { AgentDirectory, AgentProfile } from '../../../shared/ports/agent-directory.ts';

/** The agents of one tenant. */
export class MemoryAgentDirectory implements AgentDirectory {
  readonly #agents = new Map<string, Agent>();

  async find(id: string): Promise<Agent | undefined> {
    return structuredClone(this.#agents.get(id));
  }

  async see({ id, role }: AgentIdentity, at: Instant): Promise<void> {
    this.#agents.set(id, { ...this.#agents.get(id), id, role, lastSeenAt: at });
  }

  async introduce({ id, role }: AgentIdentity, profile: AgentProfile, at: Instant): Promise<void> {
    const leftAt = this.#agents.get(id)?.leftAt;
    const left = leftAt === undefined ? {} : { leftAt };
    this.#agents.set(id, { id, role, ...profile, lastSeenAt: at, ...left });
  }

  async leave(id: string, at: Instant): Promise<void> {
    const known = this.#agents.get(id);
    if (known !== undefined) this.#agents.set(id, { ...known, leftAt: at });
  }

  async list(): Promise<Agent[]> {
    return [...this.#agents.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
  }
}
