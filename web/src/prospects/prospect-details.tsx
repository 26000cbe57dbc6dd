import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useManageWords } from '../manage/manage-words.ts';
import page from '../manage/page.module.css';
import { useWords } from '../texts/texts.tsx';
import controls from '../ui/controls.module.css';
import { Icon } from '../ui/icon.tsx';
import { Failed } from '../ui/pane-boundary.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ConsentCard } from './consent-card.tsx';
import { DataCard } from './data-card.tsx';
import { IdentityCard } from './identity-card.tsx';
import { PreferencesCard } from './preferences-card.tsx';
import { prospectQuery } from './queries.ts';

export function ProspectDetails({ person }: { person: string }) {
  const words = useWords();
  const { prospects } = useManageWords();
  const { data, isError, refetch } = useQuery(prospectQuery(person));
  if (data === undefined) return isError ? <Failed retry={() => void refetch()} /> : <Skeleton rows={5} />;
  const name = data.name ?? data.phone ?? data.whatsapp ?? data.email ?? person;
  return (
    <div className={page['body']}>
      <div className={page['head']}>
        <Link className={`${controls['icon']} ${page['back']}`} to="/prospects" aria-label={words.back}>
          <Icon name="back" />
        </Link>
        <h1>{name}</h1>
        <Link className={controls['button']} to={`/inbox?view=all&person=${encodeURIComponent(person)}`}>
          <Icon name="inbox" size={17} />
          {prospects.open}
        </Link>
      </div>
      <IdentityCard person={person} prospect={data} />
      <PreferencesCard person={person} prospect={data} />
      <ConsentCard person={person} prospect={data} />
      <DataCard person={person} name={name} />
    </div>
  );
}
