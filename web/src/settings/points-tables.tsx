import type { PointsByChannel, PointsTable } from '../api/manage-types.ts';
import type { Channel } from '../api/types.ts';
import { useManageWords } from '../manage/manage-words.ts';
import page from '../manage/page.module.css';
import { useWords } from '../texts/texts.tsx';
import controls from '../ui/controls.module.css';
import styles from './settings-page.module.css';

const CHANNELS: readonly Channel[] = ['sms', 'whatsapp', 'telegram', 'email', 'voice'];
const FLAT = ['rich', 'short', 'long', 'quietHours'] as const;
const NESTED = ['urgency', 'messageType'] as const;

interface Props {
  points: PointsTable;
  change: (points: PointsTable) => void;
}

interface Line {
  key: string;
  label: string;
  values: PointsByChannel;
  put: (values: PointsByChannel) => void;
}

/** Every criterion with its points per channel. */
export function PointsTables({ points, change }: Props) {
  const words = useWords();
  const { settings } = useManageWords();
  const lines = useLines({ points, change });
  return (
    <>
      <SingleValues points={points} change={change} />
      <div className={page['table']} tabIndex={0} role="region" aria-label={settings.sections.points}>
        <table>
          <thead>
            <tr>
              <td />
              {CHANNELS.map((channel) => (
                <th key={channel} scope="col">
                  {words.channels[channel]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ key, label, values, put }) => (
              <tr key={key}>
                <th scope="row">{label}</th>
                {CHANNELS.map((channel) => (
                  <td key={channel}>
                    <NumberField
                      label={`${label}, ${words.channels[channel]}`}
                      value={values[channel] ?? 0}
                      put={(value) => put({ ...values, [channel]: value })}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function useLines({ points, change }: Props): Line[] {
  const { settings } = useManageWords();
  const flat = FLAT.map((criterion) => ({
    key: criterion,
    label: settings.criteria[criterion],
    values: points[criterion] ?? {},
    put: (values: PointsByChannel) => change({ ...points, [criterion]: values }),
  }));
  const nested = NESTED.flatMap((criterion) =>
    Object.entries(points[criterion] ?? {}).map(([level, values]) => ({
      key: `${criterion} ${level}`,
      label: settings.pair(settings.criteria[criterion], settings.levels[level] ?? level),
      values,
      put: (next: PointsByChannel) =>
        change({ ...points, [criterion]: { ...points[criterion], [level]: next } }),
    })),
  );
  return [...nested, ...flat];
}

function SingleValues({ points, change }: Props) {
  const { settings } = useManageWords();
  const preference = points.preference ?? [];
  return (
    <div className={page['fields']}>
      <fieldset className={controls['field']}>
        <span>{settings.criteria.preference}</span>
        <div className={page['actions']}>
          {preference.map((value, rank) => (
            <NumberField
              // The ranks never change places.
              // eslint-disable-next-line react/no-array-index-key
              key={rank}
              label={`${settings.criteria.preference} ${rank + 1}`}
              value={value}
              put={(next) => change({ ...points, preference: preference.with(rank, next) })}
            />
          ))}
        </div>
      </fieldset>
      <label className={controls['field']}>
        <span>{settings.criteria.cost}</span>
        <NumberField
          label={settings.criteria.cost}
          value={points.cost ?? 0}
          put={(cost) => change({ ...points, cost })}
        />
      </label>
    </div>
  );
}

function NumberField({ label, value, put }: { label: string; value: number; put: (value: number) => void }) {
  return (
    <input
      className={`${controls['input']} ${styles['number']}`}
      type="number"
      min={-100}
      max={100}
      aria-label={label}
      value={value}
      onChange={({ target }) => put(Number.isNaN(target.valueAsNumber) ? 0 : target.valueAsNumber)}
    />
  );
}
