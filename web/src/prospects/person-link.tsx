import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useDisplayName } from '../inbox/display-name.ts';
import { prospectQuery } from './queries.ts';

const A_WHILE = 5 * 60_000;

interface Props {
  id: string;
  className?: string | undefined;
}

/** Somebody by name, who leads to their conversation; by id where the agency knows no more. */
export function PersonLink({ id, className }: Props) {
  return (
    <Link className={className} to={`/inbox?view=all&person=${encodeURIComponent(id)}`}>
      <PersonName id={id} />
    </Link>
  );
}

export function PersonName({ id }: { id: string }) {
  const nameOf = useDisplayName();
  const { data, isPending } = useQuery({ ...prospectQuery(id), staleTime: A_WHILE });
  return data === undefined ? <span lang="und">{isPending ? '…' : id}</span> : nameOf(data);
}
