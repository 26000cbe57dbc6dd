import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation, useSearch } from 'wouter';
import { answerOf, api } from '../api/client.ts';
import { useNow } from '../live/now.ts';
import { EmptyState } from '../manage/empty-state.tsx';
import page from '../manage/page.module.css';
import { useWords } from '../texts/texts.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { Failed } from '../ui/pane-boundary.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import styles from './agenda.module.css';
import { useAgendaWords } from './agenda-words.ts';
import { AgendaDay, type Appointment } from './agenda-day.tsx';
import { dateText, dayOf, daysOf, shifted, type Span, startOf } from './days.ts';

const SPANS: readonly Span[] = ['day', 'week'];
const MOST = 200;
const A_WHILE = 60_000;

/** The appointments of a day or a week, and where each stands. */
export default function AgendaPage() {
  const words = useWords();
  const texts = useAgendaWords();
  const asked = new URLSearchParams(useSearch());
  const span: Span = asked.get('span') === 'day' ? 'day' : 'week';
  const now = useNow();
  const start = startOf(span, dayOf(asked.get('day'), now));
  const query = useAppointments(start, shifted(span, start, 1));
  useEffect(() => {
    document.title = `${texts.title} – ${words.product}`;
  }, [texts.title, words.product]);
  const items = query.data?.pages.flatMap((one) => one.items);
  return (
    <div className={page['main']}>
      <div className={page['body']}>
        <Head span={span} start={start} now={now} count={items?.length} />
        {query.isError && items === undefined && <Failed retry={() => void query.refetch()} />}
        {query.isPending && <Skeleton rows={6} />}
        {items !== undefined && <Days days={daysOf(span, start)} items={items} span={span} now={now} />}
        {query.hasNextPage && (
          <div className={page['actions']}>
            <Button onClick={() => void query.fetchNextPage()}>{texts.more}</Button>
          </div>
        )}
      </div>
    </div>
  );
}

function useAppointments(start: Date, end: Date) {
  const [from, to] = [start.toISOString(), end.toISOString()];
  return useInfiniteQuery({
    queryKey: ['appointments', from, to],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/v1/appointments', {
          params: { query: { from, to, limit: MOST, ...(pageParam !== '' && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // Somebody may answer OUI meanwhile.
    refetchInterval: A_WHILE,
  });
}

interface HeadProps {
  span: Span;
  start: Date;
  now: number;
  count: number | undefined;
}

function Head({ span, start, now, count }: HeadProps) {
  const { formats } = useWords();
  const texts = useAgendaWords();
  const [, go] = useLocation();
  const show = (day: Date, as: Span = span) => go(`/agenda?span=${as}&day=${dateText(day)}`);
  const today = dayOf(null, now);
  const last = daysOf(span, start).at(-1) ?? start;
  const day = (date: Date) => formats.day(date.toISOString(), now);
  return (
    <div className={styles['head']}>
      <div className={styles['titles']}>
        <h1 className={page['title']}>{texts.title}</h1>
        <p className={page['hint']}>
          {span === 'day' ? day(start) : texts.weekOf(day(start), day(last))}
          {count !== undefined && count > 0 && ` · ${texts.visits(count)}`}
        </p>
      </div>
      <Choice
        label={texts.span}
        options={SPANS}
        value={span}
        choose={(one) => show(isWithin(today, span, start) ? today : start, one)}
        name={(one) => texts.spans[one]}
      />
      <div className={styles['steps']}>
        <IconButton icon="back" label={texts.previous[span]} onClick={() => show(shifted(span, start, -1))} />
        <Button onClick={() => show(today)}>{texts.today}</Button>
        <IconButton
          icon="back"
          className={styles['forward']}
          label={texts.next[span]}
          onClick={() => show(shifted(span, start, 1))}
        />
      </div>
    </div>
  );
}

const isWithin = (day: Date, span: Span, start: Date): boolean =>
  startOf(span, day).getTime() === start.getTime();

interface DaysProps {
  days: readonly Date[];
  items: readonly Appointment[];
  span: Span;
  now: number;
}

function Days({ days, items, span, now }: DaysProps) {
  const texts = useAgendaWords();
  const byDay = Map.groupBy(items, ({ at }) => dateText(new Date(at)));
  if (items.length === 0)
    return <EmptyState icon="calendar" title={texts.none[span]} hint={texts.noneHint} />;
  return days.map((day) => (
    <AgendaDay key={dateText(day)} day={day} appointments={byDay.get(dateText(day)) ?? []} now={now} />
  ));
}
