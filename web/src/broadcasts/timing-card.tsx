import { useNow } from '../live/now.ts';
import page from '../manage/page.module.css';
import { Choice } from '../ui/choice.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useBroadcastWords } from './broadcast-words.ts';
import type { Draft, MessageType } from './draft.ts';
import styles from './draft.module.css';
import type { Problems } from './problems.ts';

const TIMINGS = ['now', 'later'] as const;

interface Props {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  /** What the template is filed under. */
  category: MessageType | undefined;
  problems: Problems;
}

/** What kind of message it is, which decides whom it may reach, and when it leaves. */
export function TimingCard({ draft, change, category, problems }: Props) {
  const { draft: texts, types } = useBroadcastWords();
  const now = useNow();
  const isPast = draft.isLater && draft.at !== '' && Date.parse(draft.at) < now;
  return (
    <section className={page['card']}>
      <h2>{texts.when}</h2>
      <div className={styles['pairs']}>
        <SelectField
          label={texts.type}
          options={types}
          value={draft.messageType ?? category ?? 'marketing'}
          choose={(messageType) => change({ messageType })}
          hint={texts.typeHint}
          problem={problems('messageType')}
        />
        <div className={styles['timing']}>
          <Choice
            label={texts.when}
            options={TIMINGS}
            value={draft.isLater ? 'later' : 'now'}
            choose={(timing) => change({ isLater: timing === 'later' })}
            name={(timing) => texts[timing]}
          />
          {draft.isLater && (
            <TextField
              required
              type="datetime-local"
              label={texts.at}
              value={draft.at}
              write={(at) => change({ at })}
              hint={texts.withinMonth}
              problem={problems('sendAt') ?? (isPast ? texts.past : undefined)}
            />
          )}
        </div>
      </div>
    </section>
  );
}
