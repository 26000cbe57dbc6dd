import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Me } from '../api/types.ts';
import { agentsQuery } from '../inbox/queries.ts';

type NameOf = (id: string) => string | undefined;

const Current = createContext<Me | undefined>(undefined);
const Names = createContext<NameOf>(() => undefined);

export function MeProvider({ me, children }: { me: Me; children: ReactNode }) {
  const { data } = useQuery(agentsQuery);
  const nameOf = useMemo(() => {
    const names = new Map(data?.items.map(({ id, name }) => [id, name]));
    return (id: string) => (id === me.agent.id ? me.agent.name : names.get(id));
  }, [me, data]);
  return (
    <Current value={me}>
      <Names value={nameOf}>{children}</Names>
    </Current>
  );
}

/** The agent at the screen, and their agency. @throws Error outside of `MeProvider`. */
export function useMe(): Me {
  const me = useContext(Current);
  if (me === undefined) throw new Error('Nobody has signed in');
  return me;
}

/** A colleague's name by id; undefined for somebody who never signed in. */
export function useAgentName(): NameOf {
  return useContext(Names);
}
