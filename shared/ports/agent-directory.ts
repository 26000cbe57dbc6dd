import type { Agent, AgentIdentity } from '../domain/agent.ts';
import type { Instant } from '../domain/instant.ts';

/** What the application says of whoever signed in: the access token has neither. */
export type AgentProfile = Required<Pick<Agent, 'name' | 'email'>> & Pick<Agent, 'locale'>;

/** The people of one tenant who signed in at least once. */
export interface AgentDirectory {
  find(id: string): Promise<Agent | undefined>;
  /** Notes that somebody is here, in a role; what is known of them stays. */
  see(identity: AgentIdentity, at: Instant): Promise<void>;
  /** The same, with all that is to be known of them. */
  introduce(identity: AgentIdentity, profile: AgentProfile, at: Instant): Promise<void>;
  /** Notes that somebody was removed; nothing where nobody of that id ever signed in. */
  leave(id: string, at: Instant): Promise<void>;
  /** All of them, in the order of their ids. */
  list(): Promise<Agent[]>;
}
