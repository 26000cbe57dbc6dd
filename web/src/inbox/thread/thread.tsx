import { useInfiniteQuery } from '@tanstack/react-query';
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { ConversationDetails } from '../../api/types.ts';
import { useOutgoing } from '../../offline/outbox-context.tsx';
import { useWords } from '../../texts/texts.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Failed } from '../../ui/pane-boundary.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { threadQuery } from '../queries.ts';
import styles from './thread.module.css';
import { type ThreadRow, threadRows } from './thread-rows.ts';
import { Row } from './thread-row.tsx';

const GUESS = 74;
/** How many rows before the oldest the next page is fetched. */
const AHEAD = 8;
const NEAR_THE_END = 120;

interface Props {
  person: string;
  details: ConversationDetails | undefined;
}

export function Thread({ person, details }: Props) {
  const query = useInfiniteQuery(threadQuery(person));
  const outbox = useOutgoing();
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const rows = useMemo(
    () =>
      threadRows(
        data?.pages.flatMap(({ items }) => items) ?? [],
        outbox.filter(({ prospectId }) => prospectId === person),
        hasNextPage,
      ),
    [data, outbox, hasNextPage, person],
  );
  if (query.isPending) return <Waiting />;
  if (query.isError && data === undefined) return <Failed retry={() => void query.refetch()} />;
  const older = hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : undefined;
  return <Rows rows={rows} older={older} person={person} details={details} />;
}

function Waiting() {
  return (
    <div className={styles['waiting']}>
      <Skeleton rows={5} />
    </div>
  );
}

interface RowsProps extends Props {
  rows: readonly ThreadRow[];
  older: (() => void) | undefined;
}

/** Opens at its newest end and stays there; older rows come in above without anything jumping. */
function Rows({ rows, older, person, details }: RowsProps) {
  const words = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => GUESS,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 4,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: NEAR_THE_END,
    initialOffset: rows.length * GUESS,
    paddingEnd: 8,
  });
  useEndInSight(scroller);
  const shown = virtualizer.getVirtualItems();
  useOlder(shown[0]?.index ?? 0, older);
  return (
    <div className={styles['frame']}>
      {/* A stop of its own, so that the keyboard can scroll it. */}
      <div
        ref={scroller}
        className={styles['scroller']}
        role="log"
        aria-label={words.thread.label}
        aria-live="off"
        tabIndex={0}
      >
        <ol className={styles['rows']} style={{ height: virtualizer.getTotalSize() }}>
          {shown.map(({ index, key, start }) => (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              className={styles['item']}
              style={{ transform: `translateY(${start}px)` }}
            >
              <Row row={rows[index]} person={person} details={details} />
            </li>
          ))}
        </ol>
      </div>
      <ToLatest
        virtualizer={virtualizer}
        go={() => virtualizer.scrollToIndex(rows.length - 1, { align: 'end' })}
      />
    </div>
  );
}

/** Fetches what came before, a little before it is reached. */
function useOlder(first: number, older: (() => void) | undefined): void {
  useEffect(() => {
    if (first <= AHEAD) older?.();
  }, [first, older]);
}

function ToLatest({
  virtualizer,
  go,
}: {
  virtualizer: Virtualizer<HTMLDivElement, Element>;
  go: () => void;
}) {
  const words = useWords();
  const isAway = useIsAway(virtualizer);
  if (!isAway) return undefined;
  return (
    <Button className={styles['latest']} onClick={go}>
      <Icon name="arrow" size={16} />
      {words.thread.latest}
    </Button>
  );
}

/** What people scroll with; everything else that moves the thread is the thread itself. */
const BY_HAND = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/** The newest end stays in sight – rows are measured, the composer grows – until somebody scrolls away from it. */
function useEndInSight(scroller: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    let isAtEnd = true;
    let isByHand = false;
    let frame = 0;
    const stay = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        if (isAtEnd) element.scrollTop = element.scrollHeight;
      });
    };
    const touch = () => {
      isByHand = true;
    };
    const look = () => {
      if (isByHand) isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_THE_END;
    };
    const observer = new ResizeObserver(stay);
    for (const watched of [element, ...element.children]) observer.observe(watched);
    for (const hand of BY_HAND) element.addEventListener(hand, touch, { passive: true });
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      for (const hand of BY_HAND) element.removeEventListener(hand, touch);
      element.removeEventListener('scroll', look);
    };
  }, [scroller]);
}

const FAR = 600;

/** Whether the newest end is well out of sight. */
function useIsAway(virtualizer: Virtualizer<HTMLDivElement, Element>): boolean {
  const offset = virtualizer.scrollOffset ?? 0;
  const height = virtualizer.scrollRect?.height ?? 0;
  const distance = virtualizer.getTotalSize() - offset - height;
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), 400);
    return () => clearTimeout(timer);
  }, []);
  return settled && height > 0 && distance > FAR;
}
