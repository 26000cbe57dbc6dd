import page from '../manage/page.module.css';
import { useWords } from '../texts/texts.tsx';
import { useBroadcastWords } from './broadcast-words.ts';
import { type Progress, STATES } from './progress-of.ts';
import { Shares, Swatch } from './shares.tsx';
import styles from './broadcasts.module.css';

/** Where everybody is: a bar, and the same as a table. */
export function StateCard({ progress: { people, counts } }: { progress: Progress }) {
  const { formats } = useWords();
  const texts = useBroadcastWords();
  const present = STATES.filter((state) => counts[state] > 0);
  return (
    <section className={page['card']}>
      <h2>{texts.progress}</h2>
      <Shares parts={present.map((of) => ({ of, count: counts[of] }))} />
      <div className={`${page['table']} ${styles['states']}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.state}</th>
              <th scope="col">{texts.leftOut.people}</th>
              <th scope="col">{texts.share}</th>
            </tr>
          </thead>
          <tbody>
            {present.map((state) => (
              <tr key={state}>
                <th scope="row">
                  <span className={styles['named']}>
                    <Swatch of={state} />
                    <span>
                      {texts.states[state]}
                      <StateHint state={state} />
                    </span>
                  </span>
                </th>
                <td>{formats.number(counts[state])}</td>
                <td>{formats.percent(counts[state] / people)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function StateHint({ state }: { state: string }) {
  const { stateHints } = useBroadcastWords();
  const hint = stateHints[state];
  return hint === undefined ? undefined : <span className={styles['stateHint']}>{hint}</span>;
}
