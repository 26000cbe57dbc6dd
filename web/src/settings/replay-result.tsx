import type { Replay } from '../api/manage-types.ts';
import type { Channel } from '../api/types.ts';
import { useManageWords } from '../manage/manage-words.ts';
import page from '../manage/page.module.css';
import { useWords } from '../texts/texts.tsx';

/** What last month would have been under other points. Nothing was sent. */
export function ReplayResult({ replay }: { replay: Replay }) {
  const words = useWords();
  const { settings, statistics } = useManageWords();
  const { byChannel, cost } = replay;
  const channels = [
    ...new Set([...Object.keys(byChannel.before), ...Object.keys(byChannel.after)]),
  ] as Channel[];
  const named = (channel: string) => words.channels[channel as Channel] ?? channel;
  return (
    <section className={page['card']} role="status">
      <h2>{settings.replayed(replay.changed, replay.decisions)}</h2>
      {replay.outOf > replay.decisions && (
        <p className={page['hint']}>{settings.sampled(replay.decisions, replay.outOf)}</p>
      )}
      <div className={page['table']}>
        <table>
          <thead>
            <tr>
              <td />
              {channels.map((channel) => (
                <th key={channel} scope="col">
                  {named(channel)}
                </th>
              ))}
              <th scope="col">{statistics.cost}</th>
            </tr>
          </thead>
          <tbody>
            {(['before', 'after'] as const).map((when) => (
              <tr key={when}>
                <th scope="row">{settings[when]}</th>
                {channels.map((channel) => (
                  <td key={channel}>{words.formats.number(byChannel[when][channel] ?? 0)}</td>
                ))}
                <td>{words.formats.money(cost[when])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul>
        {replay.examples.map(({ messageId, before, after, reason }) => (
          <li key={messageId}>
            {named(before)} → <strong>{named(after)}</strong> <span className={page['hint']}>{reason}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
