import page from '../manage/page.module.css';
import { useWords } from '../texts/texts.tsx';
import { Icon } from '../ui/icon.tsx';
import { useBroadcastWords } from './broadcast-words.ts';
import styles from './broadcasts.module.css';
import { type Broadcast, SENT_ON } from './queries.ts';
import { Shares } from './shares.tsx';

type SentOn = (typeof SENT_ON)[number];

/** What was planned on each channel and what became of it. */
export function ChannelOutcomes({ broadcast }: { broadcast: Broadcast }) {
  const { byChannel, channel, columns } = useBroadcastWords();
  const used = SENT_ON.filter((one) => broadcast.plan.channels[one] > 0 || broadcast.outcomes[one].sent > 0);
  if (used.length === 0) return undefined;
  return (
    <section className={page['card']}>
      <h2>{byChannel}</h2>
      <div
        className={`${page['table']} ${styles['outcomes']}`}
        tabIndex={0}
        role="region"
        aria-label={byChannel}
      >
        <table>
          <thead>
            <tr>
              <th scope="col">{channel}</th>
              {Object.entries(columns).map(([column, name]) => (
                <th key={column} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {used.map((one) => (
              <Row key={one} channel={one} broadcast={broadcast} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Row({ channel, broadcast: { plan, outcomes } }: { channel: SentOn; broadcast: Broadcast }) {
  const words = useWords();
  const { unknown } = useBroadcastWords();
  const { sent, delivered, opened, clicked, read, failed, cost } = outcomes[channel];
  const { number, percent, money } = words.formats;
  const planned = plan.channels[channel];
  // Of those that arrived; a channel that cannot tell says nothing rather than zero.
  const rate = (count: number, on: readonly SentOn[]) =>
    !on.includes(channel) || delivered === 0 ? unknown : percent(count / delivered);
  const parts = [
    { of: 'delivered', count: delivered },
    { of: 'underWay', count: Math.max(0, sent - delivered - failed) },
    { of: 'failed', count: failed },
    { of: 'remaining', count: Math.max(0, planned - sent) },
  ];
  return (
    <tr>
      <th scope="row">
        <span className={styles['channel']}>
          <Icon name={channel} size={16} />
          {words.channels[channel]}
        </span>
        <Shares thin parts={parts} />
      </th>
      <td>{number(planned)}</td>
      <td>{number(sent)}</td>
      <td>{number(delivered)}</td>
      <td>{rate(opened, ['email'])}</td>
      <td>{rate(clicked, ['email'])}</td>
      <td>{rate(read, ['whatsapp'])}</td>
      <td>{number(failed)}</td>
      <td>{money(cost)}</td>
    </tr>
  );
}
