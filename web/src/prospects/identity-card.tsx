import type { FormEvent } from 'react';
import type { Prospect } from '../api/types.ts';
import { useManageWords } from '../manage/manage-words.ts';
import page from '../manage/page.module.css';
import { useWords } from '../texts/texts.tsx';
import { Button } from '../ui/button.tsx';
import controls from '../ui/controls.module.css';
import { TextField } from '../ui/text-field.tsx';
import { useEdits } from './use-edits.ts';

const FIELDS = ['name', 'phone', 'email', 'whatsapp'] as const;
type Identity = Pick<Prospect, (typeof FIELDS)[number] | 'locale' | 'customer'>;

const KINDS = { name: 'text', phone: 'tel', email: 'email', whatsapp: 'tel' } as const;

/** Who the person is and where they are reached. */
export function IdentityCard({ person, prospect }: { person: string; prospect: Prospect }) {
  const words = useWords();
  const { prospects } = useManageWords();
  const { shown, edit, keep, isSaving, fields } = useEdits<Identity>(person, prospect, (changed) => changed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void keep();
  };
  return (
    <form className={page['card']} onSubmit={submit}>
      <h2>{prospects.identity}</h2>
      <div className={page['fields']}>
        {FIELDS.map((field) => (
          <TextField
            key={field}
            label={prospects[field]}
            type={KINDS[field]}
            value={shown[field] ?? ''}
            aria-invalid={fields.some(({ path }) => path === field)}
            write={(text) => edit({ [field]: text })}
          />
        ))}
        <LanguageField language={shown.locale} choose={(language) => edit({ locale: language })} />
      </div>
      <label className={page['check']}>
        <input
          type="checkbox"
          checked={shown.customer === true}
          onChange={({ target }) => edit({ customer: target.checked })}
        />
        {prospects.customer}
      </label>
      <div className={page['actions']}>
        <Button type="submit" look="primary" disabled={isSaving}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}

interface LanguageFieldProps {
  language: Prospect['locale'];
  choose: (language: 'fr' | 'en') => void;
}

function LanguageField({ language, choose }: LanguageFieldProps) {
  const words = useWords();
  const { prospects } = useManageWords();
  return (
    <label className={controls['field']}>
      <span>{prospects.language}</span>
      <select
        className={controls['input']}
        value={language ?? 'fr'}
        onChange={({ target }) => choose(target.value as 'fr' | 'en')}
      >
        <option value="fr">{words.context.languages.fr}</option>
        <option value="en">{words.context.languages.en}</option>
      </select>
    </label>
  );
}
