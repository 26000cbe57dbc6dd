import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { answerOf, api } from '../api/client.ts';
import type { Statistics } from '../api/manage-types.ts';
import { useManageWords } from '../manage/manage-words.ts';
import page from '../manage/page.module.css';
import { Totals } from '../manage/totals.tsx';
import { useNow } from '../live/now.ts';
import { useMe } from '../session/me.tsx';
import { useWords } from '../texts/texts.tsx';
import controls from '../ui/controls.module.css';
import { Failed } from '../ui/pane-boundary.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ChannelTable } from './channel-table.tsx';
import { DayTable } from './day-table.tsx';

const DayChart = lazy(() => import('./day-chart.tsx'));

const PERIODS = [7, 30, 90];
const DAY = 24 * 60 * 60 * 1000;

/** What was sent, what became of it, what it cost – and what it would have cost by SMS alone. */
export default function StatisticsPage() {
  const words = useWords();
  const { statistics } = useManageWords();
  const [days, setDays] = useState(30);
  const { data, isError, refetch } = useStatistics(days);
  useEffect(() => {
    document.title = `${statistics.title} – ${words.product}`;
  }, [statistics.title, words.product]);
  return (
    <div className={page['main']}>
      <div className={page['body']}>
        <div className={page['head']}>
          <h1>{statistics.title}</h1>
          <div className={page['actions']} role="group" aria-label={statistics.period}>
            {PERIODS.map((period) => (
              <button
                key={period}
                type="button"
                className={controls['button']}
                aria-pressed={period === days}
                data-chosen={period === days}
                onClick={() => setDays(period)}
              >
                {statistics.days(period)}
              </button>
            ))}
          </div>
        </div>
        {data === undefined ? (
          isError ? (
            <Failed retry={() => void refetch()} />
          ) : (
            <Skeleton rows={5} />
          )
        ) : (
          <Figures data={data} />
        )}
      </div>
    </div>
  );
}

/** Whole days of the agency's calendar, today among them. */
function useStatistics(days: number) {
  const { tenant } = useMe();
  const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: tenant.timeZone, dateStyle: 'short' });
  const now = useNow();
  const query = {
    from: calendar.format(now - (days - 1) * DAY),
    to: calendar.format(now),
    by: 'day' as const,
  };
  return useQuery({
    queryKey: ['statistics', query],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/stats', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

function Figures({ data }: { data: Statistics }) {
  const { statistics } = useManageWords();
  const sent = Object.values(data.channels).reduce((sum, channel) => sum + channel.sent, 0);
  if (sent === 0) return <p className={page['nothing']}>{statistics.nothing}</p>;
  return (
    <>
      <Sums data={data} sent={sent} />
      <section className={page['card']}>
        <h2>{statistics.byChannel}</h2>
        <ChannelTable channels={data.channels} />
      </section>
      {data.days !== undefined && (
        <section className={page['card']}>
          <h2>{statistics.byDay}</h2>
          <Suspense fallback={<Skeleton rows={3} />}>
            <DayChart days={data.days} />
          </Suspense>
          <details>
            <summary className={controls['link']}>{statistics.asTable}</summary>
            <DayTable days={data.days} />
          </details>
        </section>
      )}
    </>
  );
}

function Sums({ data: { total, channels }, sent }: { data: Statistics; sent: number }) {
  const { formats } = useWords();
  const { statistics } = useManageWords();
  const delivered = Object.values(channels).reduce((sum, channel) => sum + channel.delivered, 0);
  const figures = [
    { name: statistics.sent, value: formats.number(sent) },
    { name: statistics.delivered, value: formats.percent(delivered / sent) },
    { name: statistics.cost, value: formats.money(total.cost) },
    {
      name: statistics.saving,
      value: formats.money(total.saving),
      hint: statistics.smsOnly(formats.money(total.smsOnlyCost)),
    },
  ];
  return <Totals figures={figures} />;
}
