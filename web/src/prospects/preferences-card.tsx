import type { FormEvent } from 'react';
import type { Channel, Preferences, Prospect } from '../api/types.ts';
import { useManageWords } from '../manage/manage-words.ts';
import page from '../manage/page.module.css';
import { useWords } from '../texts/texts.tsx';
import controls from '../ui/controls.module.css';
import { useEdits } from './use-edits.ts';

const OFFERED: readonly Channel[] = ['sms', 'whatsapp', 'email'];
const RANKS = [0, 1, 2];

/** How the person wants to be reached. */
export function PreferencesCard({ person, prospect }: { person: string; prospect: Prospect }) {
  const words = useWords();
  const { prospects } = useManageWords();
  const known = prospect.preferences ?? {};
  const { shown, edit, keep, isSaving } = useEdits(person, known, (preferences) => ({ preferences }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void keep();
  };
  return (
    <form className={page['card']} onSubmit={submit}>
      <h2>{prospects.preferences}</h2>
      <Ranking wishes={shown} edit={edit} />
      <fieldset className={controls['field']}>
        <span>{prospects.disabled}</span>
        <div className={page['checks']}>
          {OFFERED.map((channel) => (
            <label key={channel} className={page['check']}>
              <input
                type="checkbox"
                checked={shown.disabledChannels?.includes(channel) === true}
                onChange={() => edit({ disabledChannels: toggled(shown.disabledChannels, channel) })}
              />
              {words.channels[channel]}
            </label>
          ))}
        </div>
      </fieldset>
      <Quiet wishes={shown} edit={edit} />
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
  edit: (changes: Partial<Preferences>) => void;
}

function Ranking({ wishes, edit }: PartProps) {
  const words = useWords();
  const { prospects } = useManageWords();
  const preferred = wishes.preferredChannels ?? [];
  const choose = (rank: number, channel: string) => {
    const next = [...preferred];
    if (channel === '') next.splice(rank);
    else next[rank] = channel as Channel;
    edit({ preferredChannels: [...new Set(next)] });
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

function Quiet({ wishes, edit }: PartProps) {
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
              onChange={({ target }) => edit({ [field]: target.value })}
            />
          </label>
        ))}
      </div>
      <label className={page['check']}>
        <input
          type="checkbox"
          checked={wishes.allowSMSDuringQuietHours === true}
          onChange={({ target }) => edit({ allowSMSDuringQuietHours: target.checked })}
        />
        {prospects.smsInQuiet}
      </label>
    </>
  );
}

function toggled(channels: readonly Channel[] = [], channel: Channel): Channel[] {
  return channels.includes(channel) ? channels.filter((one) => one !== channel) : [...channels, channel];
}
