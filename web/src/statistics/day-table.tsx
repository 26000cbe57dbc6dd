import type { Statistics } from '../api/manage-types.ts';

import { useManageWords } from '../manage/manage-words.ts';
import page from '../manage/page.module.css';
import { useWords } from '../texts/texts.tsx';

type Days = NonNullable<Statistics['days']>;
type SentOn = keyof Statistics['channels'];

/** The channels that anything was sent on, in one order for the chart and its table. */
export function channelsIn(days: Days): SentOn[] {
  return [...new Set(days.flatMap(({ channels }) => Object.keys(channels) as SentOn[]))];
}

export function DayTable({ days }: { days: Days }) {
  const words = useWords();
  const { statistics } = useManageWords();
  const channels = channelsIn(days);
  return (
    <div className={page['table']} tabIndex={0} role="region" aria-label={statistics.byDay}>
      <table>
        <thead>
          <tr>
            <th scope="col">{statistics.day}</th>
            {channels.map((channel) => (
              <th key={channel} scope="col">
                {words.channels[channel]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map(({ date, channels: figures }) => (
            <tr key={date}>
              <th scope="row">{words.formats.date(`${date}T12:00:00`)}</th>
              {channels.map((channel) => (
                <td key={channel}>{words.formats.number(figures[channel]?.sent ?? 0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
