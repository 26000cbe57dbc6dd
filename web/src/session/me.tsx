import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import type { Me } from '../api/types.ts';
import { agentsQuery } from '../inbox/queries.ts';

const Current = createContext<Me | undefined>(undefined);

export function MeProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <Current value={me}>{children}</Current>;
}

/** The agent at the screen, and their agency. @throws Error outside of `MeProvider`. */
export function useMe(): Me {
  const me = useContext(Current);
  if (me === undefined) throw new Error('Nobody has signed in');
  return me;
}

/** A colleague's name by id; undefined for somebody who never signed in. */
export function useAgentName(): (id: string) => string | undefined {
  const { agent } = useMe();
  const { data } = useQuery(agentsQuery);
  return (id) => (id === agent.id ? agent.name : data?.items.find((other) => other.id === id)?.name);
}
