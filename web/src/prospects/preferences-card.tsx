import { type FormEvent, useState } from 'react';
import type { Channel, Preferences, Prospect } from '../api/types.ts';
import { useManageWords } from '../manage/manage-words.ts';
import page from '../manage/page.module.css';
import { useSaving } from '../manage/use-saving.ts';
import { useWords } from '../texts/texts.tsx';
import controls from '../ui/controls.module.css';
import { keepProspect } from './prospect-details.tsx';

const OFFERED: readonly Channel[] = ['sms', 'whatsapp', 'email'];
const RANKS = [0, 1, 2];

/** How the person wants to be reached. */
export function PreferencesCard({ person, prospect }: { person: string; prospect: Prospect }) {
  const words = useWords();
  const { prospects } = useManageWords();
  const { isSaving, save } = useSaving();
  const [wishes, setWishes] = useState<Preferences>(prospect.preferences ?? {});
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save(() => keepProspect(person, { preferences: wishes }), { renew: [['prospect', person]] });
  };
  return (
    <form className={page['card']} onSubmit={submit}>
      <h2>{prospects.preferences}</h2>
      <Ranking wishes={wishes} change={setWishes} />
      <fieldset className={controls['field']}>
        <span>{prospects.disabled}</span>
        <div className={page['checks']}>
          {OFFERED.map((channel) => (
            <label key={channel} className={page['check']}>
              <input
                type="checkbox"
                checked={wishes.disabledChannels?.includes(channel) === true}
                onChange={() => setWishes(toggled(wishes, channel))}
              />
              {words.channels[channel]}
            </label>
          ))}
        </div>
      </fieldset>
      <Quiet wishes={wishes} change={setWishes} />
      <div className={page['actions']}>
        <button type="submit" className={`${controls['button']} ${controls['primary']}`} disabled={isSaving}>
          {words.save}
        </button>
      </div>
    </form>
  );
}

interface PartProps {
  wishes: Preferences;
  change: (wishes: Preferences) => void;
}

function Ranking({ wishes, change }: PartProps) {
  const words = useWords();
  const { prospects } = useManageWords();
  const preferred = wishes.preferredChannels ?? [];
  const choose = (rank: number, channel: string) => {
    const next = [...preferred];
    if (channel === '') next.splice(rank);
    else next[rank] = channel as Channel;
    change({ ...wishes, preferredChannels: [...new Set(next)] });
  };
  return (
    <div className={page['fields']}>
      {RANKS.filter((rank) => rank <= preferred.length).map((rank) => (
        <label key={rank} className={controls['field']}>
          <span>{prospects.preferred(rank + 1)}</span>
          <select
            className={controls['input']}
            value={preferred[rank] ?? ''}
            onChange={({ target }) => choose(rank, target.value)}
          >
            <option value="">{prospects.noPreference}</option>
            {OFFERED.map((channel) => (
              <option key={channel} value={channel}>
                {words.channels[channel]}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  );
}

function Quiet({ wishes, change }: PartProps) {
  const { prospects } = useManageWords();
  const fields = [
    ['quietHoursStart', prospects.quietFrom],
    ['quietHoursEnd', prospects.quietTo],
  ] as const;
  return (
    <>
      <div className={page['fields']}>
        {fields.map(([field, label]) => (
          <label key={field} className={controls['field']}>
            <span>{label}</span>
            <input
              className={controls['input']}
              type="time"
              value={wishes[field] ?? ''}
              onChange={({ target }) => change(withTime(wishes, field, target.value))}
            />
          </label>
        ))}
      </div>
      <label className={page['check']}>
        <input
          type="checkbox"
          checked={wishes.allowSMSDuringQuietHours === true}
          onChange={({ target }) => change({ ...wishes, allowSMSDuringQuietHours: target.checked })}
        />
        {prospects.smsInQuiet}
      </label>
    </>
  );
}

function withTime(
  wishes: Preferences,
  field: 'quietHoursStart' | 'quietHoursEnd',
  time: string,
): Preferences {
  const { [field]: _before, ...others } = wishes;
  return time === '' ? others : { ...others, [field]: time };
}

function toggled(wishes: Preferences, channel: Channel): Preferences {
  const before = wishes.disabledChannels ?? [];
  const disabledChannels = before.includes(channel)
    ? before.filter((one) => one !== channel)
    : [...before, channel];
  return { ...wishes, disabledChannels };
}
