import { type FormEvent, useState } from 'react';
import { answerOf, api } from '../api/client.ts';
import type { Policy, Settings } from '../api/manage-types.ts';
import { useManageWords } from '../manage/manage-words.ts';
import page from '../manage/page.module.css';
import { useSaving } from '../manage/use-saving.ts';
import { useWords } from '../texts/texts.tsx';
import { TextField } from '../ui/text-field.tsx';
import controls from '../ui/controls.module.css';

const MICROS = 1_000_000;
const LATEST_EVENING = '22:00';

/** When people are left in peace, and how much may be sent and spent. */
export function PolicySection({ settings: kept }: { settings: Settings }) {
  const words = useWords();
  const { settings } = useManageWords();
  const { isSaving, fields, save } = useSaving();
  const [policy, setPolicy] = useState<Policy>(kept.policy);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // What the form does not show is left out, and stays in force: sent, the product's usual value would become the agency's own.
    const { prospectRetentionMonths: _unseen, ...shown } = policy;
    const body = { ...shown, basedOn: kept.revision };
    void save(() => answerOf(api.PUT('/v1/settings/policy', { body })), { renew: [['settings']] });
  };
  return (
    <form className={page['card']} onSubmit={submit}>
      <h2>{settings.sections.policy}</h2>
      <Hours policy={policy} change={setPolicy} />
      <Limits policy={policy} change={setPolicy} />
      <label className={page['check']}>
        <input
          type="checkbox"
          checked={policy.softOptIn}
          onChange={({ target }) => setPolicy({ ...policy, softOptIn: target.checked })}
        />
        {settings.softOptIn}
      </label>
      {fields.map(({ path, message }) => (
        <p key={path} className={page['problem']}>
          {path} {message}
        </p>
      ))}
      <div className={page['actions']}>
        <button type="submit" className={`${controls['button']} ${controls['primary']}`} disabled={isSaving}>
          {words.save}
        </button>
      </div>
    </form>
  );
}

interface PartProps {
  policy: Policy;
  change: (policy: Policy) => void;
}

function Hours({ policy, change }: PartProps) {
  const { settings } = useManageWords();
  const { quietHours, marketingEveningLimit } = policy;
  return (
    <>
      <div className={page['fields']}>
        {(['start', 'end'] as const).map((edge) => (
          <label key={edge} className={controls['field']}>
            <span>
              {settings.quietHours}, {edge === 'start' ? settings.from : settings.to}
            </span>
            <input
              className={controls['input']}
              type="time"
              required
              value={quietHours[edge]}
              onChange={({ target }) =>
                change({ ...policy, quietHours: { ...quietHours, [edge]: target.value } })
              }
            />
          </label>
        ))}
        <label className={controls['field']}>
          <span>{settings.evening}</span>
          <input
            className={controls['input']}
            type="time"
            required
            max={LATEST_EVENING}
            value={marketingEveningLimit}
            onChange={({ target }) => change({ ...policy, marketingEveningLimit: target.value })}
          />
        </label>
      </div>
      <p className={page['hint']}>
        {settings.quietHint} {settings.eveningHint}
      </p>
    </>
  );
}

function Limits({ policy, change }: PartProps) {
  const { settings } = useManageWords();
  const cap = policy.frequencyCaps['marketing'] ?? { max: 2, days: 7 };
  const withCap = (part: Partial<typeof cap>) =>
    change({ ...policy, frequencyCaps: { ...policy.frequencyCaps, marketing: { ...cap, ...part } } });
  const budget = policy.monthlyBudget;
  return (
    <div className={page['fields']}>
      <TextField
        label={settings.caps}
        type="number"
        min={1}
        max={100}
        value={cap.max}
        write={(text) => withCap({ max: Number(text) })}
      />
      <TextField
        label={settings.inDays}
        type="number"
        min={1}
        max={90}
        value={cap.days}
        write={(text) => withCap({ days: Number(text) })}
      />
      <TextField
        label={settings.budget}
        type="number"
        min={0}
        step="any"
        placeholder={settings.noBudget}
        value={budget === null ? '' : budget.micros / MICROS}
        write={(text) => change({ ...policy, monthlyBudget: text === '' ? null : euros(Number(text)) })}
      />
    </div>
  );
}

function euros(amount: number): { micros: number; currency: 'EUR' } {
  return { micros: Math.round(amount * MICROS), currency: 'EUR' };
}
