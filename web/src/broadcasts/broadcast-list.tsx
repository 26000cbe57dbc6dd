import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { EmptyState } from '../manage/empty-state.tsx';
import page from '../manage/page.module.css';
import { useMe } from '../session/me.tsx';
import { templatesQuery } from '../templates/queries.ts';
import { useWords } from '../texts/texts.tsx';
import controls from '../ui/controls.module.css';
import { Icon } from '../ui/icon.tsx';
import { Failed } from '../ui/pane-boundary.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import styles from './broadcasts.module.css';
import { useBroadcastWords } from './broadcast-words.ts';
import { isPlanned, progressOf, STATES } from './progress-of.ts';
import { type Broadcast, broadcastsQuery } from './queries.ts';
import { Shares } from './shares.tsx';

export function BroadcastList({ open }: { open: string | undefined }) {
  const { title, list, create, more } = useBroadcastWords();
  const { scopes } = useMe();
  const query = useInfiniteQuery(broadcastsQuery);
  const items = query.data?.pages.flatMap((one) => one.items);
  return (
    <section className={page['side']} aria-label={list}>
      <div className={`${page['sideHead']} ${styles['listHead']}`}>
        <h1 className={page['title']}>{title}</h1>
        {scopes.includes('broadcasts:write') && (
          <Link className={`${controls['button']} ${controls['primary']}`} to="/broadcasts/new">
            <Icon name="plus" size={17} />
            {create}
          </Link>
        )}
      </div>
      <div className={page['entries']}>
        {query.isError && items === undefined && <Failed retry={() => void query.refetch()} />}
        {query.isPending && <Skeleton rows={8} />}
        {items?.length === 0 && <NoBroadcast />}
        <ul>
          {items?.map((broadcast) => (
            <li key={broadcast.id}>
              <Entry broadcast={broadcast} isOpen={broadcast.id === open} />
            </li>
          ))}
        </ul>
        {query.hasNextPage && (
          <p className={styles['more']}>
            <button type="button" className={controls['button']} onClick={() => void query.fetchNextPage()}>
              {more}
            </button>
          </p>
        )}
      </div>
    </section>
  );
}

function NoBroadcast() {
  const { none, noneHint, notAllowed } = useBroadcastWords();
  const { scopes } = useMe();
  return (
    <EmptyState
      icon="broadcasts"
      title={none}
      hint={scopes.includes('broadcasts:write') ? noneHint : notAllowed}
    />
  );
}

/** How a broadcast is called: by its template. */
export function useBroadcastName(): (broadcast: Pick<Broadcast, 'templateId'>) => string {
  const { language } = useWords();
  const { ownText } = useBroadcastWords();
  const { data } = useQuery(templatesQuery);
  return ({ templateId }) =>
    templateId === undefined
      ? ownText
      : (data?.items.find(({ id }) => id === templateId)?.name[language] ?? templateId);
}

function Entry({ broadcast, isOpen }: { broadcast: Broadcast; isOpen: boolean }) {
  const nameOf = useBroadcastName();
  const { formats } = useWords();
  const { people, counting, left, leavesAt, against } = useBroadcastWords();
  const { id, status, createdAt, sendAt, plan, cost } = broadcast;
  const progress = progressOf(broadcast);
  const isUnderWay = status === 'sending' || status === 'paused' || status === 'planning';
  const isAhead = sendAt !== undefined && progress === undefined;
  const when = isAhead ? leavesAt(formats.instant(sendAt)) : formats.instant(sendAt ?? createdAt);
  return (
    <Link
      className={`${page['entry']} ${styles['entry']}`}
      to={`/broadcasts/${id}`}
      aria-current={isOpen ? 'true' : undefined}
    >
      <div className={styles['line']}>
        <strong>{nameOf(broadcast)}</strong>
        <StatusChip status={status} />
      </div>
      <div className={styles['line']}>
        <span>{when}</span>
        <span className={styles['figure']}>{progress === undefined ? '' : people(progress.people)}</span>
      </div>
      {progress !== undefined && isUnderWay && (
        <>
          <Shares thin parts={STATES.map((of) => ({ of, count: progress.counts[of] }))} />
          <span>{left(formats.number(progress.done), formats.number(progress.people))}</span>
        </>
      )}
      {progress === undefined ? (
        <span>{isAhead ? '' : counting}</span>
      ) : (
        <div className={styles['line']}>
          <span>{isPlanned(broadcast) && against(formats.money(plan.smsOnlyCost))}</span>
          <span className={styles['figure']}>{formats.money(cost)}</span>
        </div>
      )}
    </Link>
  );
}

export function StatusChip({ status }: Pick<Broadcast, 'status'>) {
  const { statuses } = useBroadcastWords();
  return (
    <span className={`${controls['chip']} ${styles['status']}`} data-status={status}>
      {statuses[status]}
    </span>
  );
}
