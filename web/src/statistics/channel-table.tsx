import type { ChannelStatistics, Statistics } from '../api/manage-types.ts';
import type { Channel } from '../api/types.ts';
import { useManageWords } from '../manage/manage-words.ts';
import page from '../manage/page.module.css';
import { useWords } from '../texts/texts.tsx';

export function ChannelTable({ channels }: { channels: Statistics['channels'] }) {
  const words = useWords();
  const { statistics } = useManageWords();
  const heads = [
    'sent',
    'delivered',
    'failed',
    'open',
    'click',
    'read',
    'avgCost',
    'avgTime',
    'cost',
  ] as const;
  return (
    <div className={page['table']} tabIndex={0} role="region" aria-label={statistics.byChannel}>
      <table>
        <thead>
          <tr>
            <th scope="col">{statistics.channel}</th>
            {heads.map((head) => (
              <th key={head} scope="col">
                {statistics[head]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Object.entries(channels).map(([channel, figures]) => (
            <tr key={channel}>
              <th scope="row">{words.channels[channel as Channel]}</th>
              <Cells figures={figures} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cells({ figures }: { figures: ChannelStatistics }) {
  const { formats } = useWords();
  const { statistics } = useManageWords();
  const rate = (value: number | null) => (value === null ? statistics.none : formats.percent(value));
  const { avgCost, avgDeliveryTime } = figures;
  return (
    <>
      <td>{formats.number(figures.sent)}</td>
      <td>{formats.number(figures.delivered)}</td>
      <td>{formats.number(figures.failed)}</td>
      <td>{rate(figures.openRate)}</td>
      <td>{rate(figures.clickRate)}</td>
      <td>{rate(figures.readRate)}</td>
      <td>{avgCost === null ? statistics.none : formats.money(avgCost)}</td>
      <td>{avgDeliveryTime === null ? statistics.none : statistics.seconds(Math.round(avgDeliveryTime))}</td>
      <td>{formats.money(figures.cost)}</td>
    </>
  );
}
