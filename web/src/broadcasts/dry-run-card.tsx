import { useEffect, useRef } from 'react';
import page from '../manage/page.module.css';
import { type Total, Totals } from '../manage/totals.tsx';
import { useWords } from '../texts/texts.tsx';
import { Icon } from '../ui/icon.tsx';
import { useBroadcastWords } from './broadcast-words.ts';
import styles from './draft.module.css';
import { LeftOutReasons, PeopleLeftOut } from './left-out-card.tsx';
import { type DryRun, SENT_ON } from './queries.ts';
import { Shares, Swatch } from './shares.tsx';

/** Of those who get nothing, so many by name. */
const NAMED = 12;

/** How many are written to. */
export const reachedBy = ({ people, leftOut }: DryRun): number => Math.max(0, people - leftOut.total);

/** What would leave, before anything does: by channel, at what price, and who is left out. */
export function DryRunCard({ dryRun }: { dryRun: DryRun }) {
  const { formats } = useWords();
  const { draft: texts, totals, against } = useBroadcastWords();
  const { people, duplicates, sampled, waiting } = dryRun;
  const reached = reachedBy(dryRun);
  const figures: Total[] = [
    {
      name: texts.wouldReach,
      value: formats.number(reached),
      hint: [
        texts.outOf(formats.number(people)),
        ...(duplicates > 0 ? [totals.duplicates(duplicates)] : []),
      ].join(' · '),
    },
    { name: texts.cost, value: formats.money(dryRun.estimatedCost) },
    {
      name: texts.saving,
      value: formats.money(dryRun.saving),
      hint: against(formats.money(dryRun.smsOnlyCost)),
    },
  ];
  const result = useRef<HTMLElement>(null);
  useEffect(() => result.current?.focus(), []);
  return (
    <section ref={result} className={styles['result']} tabIndex={-1} aria-label={texts.result}>
      <h2>{texts.result}</h2>
      <Totals figures={figures} />
      {reached > 0 && <Channels dryRun={dryRun} />}
      {waiting > 0 && (
        <p className={styles['waits']}>
          <Icon name="clock" size={18} />
          {texts.waits(waiting)}
        </p>
      )}
      {sampled !== undefined && (
        <p className={page['hint']}>{texts.sampled(formats.number(sampled), formats.number(people))}</p>
      )}
      <NotReached dryRun={dryRun} />
    </section>
  );
}

function NotReached({ dryRun: { leftOut, leftOutPeople } }: { dryRun: DryRun }) {
  const { leftOut: left } = useBroadcastWords();
  if (leftOut.total === 0) return <p className={page['hint']}>{left.nobody}</p>;
  return (
    <section className={page['card']}>
      <h3>{left.title(leftOut.total)}</h3>
      <LeftOutReasons leftOut={leftOut} />
      <details>
        <summary className={styles['summary']}>{left.show}</summary>
        {leftOut.total > NAMED && <p className={page['hint']}>{left.first(NAMED)}</p>}
        <PeopleLeftOut people={leftOutPeople.slice(0, NAMED)} />
      </details>
    </section>
  );
}

function Channels({ dryRun }: { dryRun: DryRun }) {
  const words = useWords();
  const { byChannel, channel, leftOut, share } = useBroadcastWords();
  const used = SENT_ON.filter((one) => dryRun.channels[one] > 0);
  const reached = reachedBy(dryRun);
  return (
    <section className={page['card']}>
      <h3>{byChannel}</h3>
      <Shares parts={used.map((of) => ({ of, count: dryRun.channels[of] }))} />
      <div className={`${page['table']} ${styles['channels']}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">{channel}</th>
              <th scope="col">{leftOut.people}</th>
              <th scope="col">{share}</th>
            </tr>
          </thead>
          <tbody>
            {used.map((one) => (
              <tr key={one}>
                <th scope="row">
                  <Swatch of={one} />
                  {words.channels[one]}
                </th>
                <td>{words.formats.number(dryRun.channels[one])}</td>
                <td>{words.formats.percent(dryRun.channels[one] / reached)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
