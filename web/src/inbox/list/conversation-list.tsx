import { useInfiniteQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { ConversationView } from '../../api/types.ts';
import { Failed } from '../../ui/pane-boundary.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { setCursor, setRows, useCursor } from '../cursor.ts';
import { conversationsQuery } from '../queries.ts';
import { useAddress } from '../use-address.ts';
import styles from './conversation-list.module.css';
import { ConversationRow } from './conversation-row.tsx';

const EmptyList = lazy(() => import('./empty-list.tsx'));

/** As in the style sheet: rows are all alike, so that thousands need no measuring. */
const ROW = 92;
/** How many rows before the end the next page is fetched. */
const AHEAD = 25;

/** One row per person, of which only those in sight exist. */
export function ConversationList() {
  const { filters, person } = useAddress();
  const query = useInfiniteQuery(conversationsQuery(filters));
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  useEffect(() => setRows(items.map(({ prospectId }) => prospectId)), [items]);
  useEffect(() => {
    if (person !== undefined) setCursor(person);
  }, [person]);
  if (query.isPending) return <Skeleton rows={8} />;
  if (query.isError && items.length === 0) return <Failed retry={() => void query.refetch()} />;
  if (items.length === 0) {
    return (
      <Suspense fallback={undefined}>
        <EmptyList />
      </Suspense>
    );
  }
  const more = query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : undefined;
  return <Rows items={items} open={person} more={more} isWhole={!query.hasNextPage} />;
}

/** How many rows out of sight exist: none that would hold up the first ones, then enough for a turn of the wheel. */
function useMargin(): number {
  const [margin, setMargin] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setMargin(6), 300);
    return () => clearTimeout(timer);
  }, []);
  return margin;
}

interface RowsProps {
  items: readonly ConversationView[];
  open: string | undefined;
  more: (() => void) | undefined;
  isWhole: boolean;
}

function Rows({ items, open, more, isWhole }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (index) => items[index]?.prospectId ?? index,
    overscan: useMargin(),
    // Rows from the first pass on; how high the list is in truth is known after it.
    initialRect: { width: 0, height: window.innerHeight },
  });
  const rows = virtualizer.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= items.length - AHEAD) more?.();
  }, [last, items.length, more]);
  const cursor = useCursor();
  useEffect(() => {
    const index = items.findIndex(({ prospectId }) => prospectId === cursor);
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
    // Only where the cursor goes moves the list, not who writes meanwhile.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [cursor]);
  return (
    <div ref={scroller} className={styles['scroller']} data-scroller="conversations">
      <ul className={styles['rows']} style={{ height: virtualizer.getTotalSize() }}>
        {rows.map(({ index, key, start }) => {
          const conversation = items[index];
          return (
            conversation && (
              <li
                key={key}
                className={styles['item']}
                style={{ transform: `translateY(${start}px)` }}
                aria-posinset={index + 1}
                aria-setsize={isWhole ? items.length : -1}
              >
                <ConversationRow conversation={conversation} isOpen={conversation.prospectId === open} />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}
