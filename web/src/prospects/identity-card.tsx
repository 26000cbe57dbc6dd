import { type FormEvent, useState } from 'react';
import type { Prospect } from '../api/types.ts';
import { useManageWords } from '../manage/manage-words.ts';
import page from '../manage/page.module.css';
import { useSaving } from '../manage/use-saving.ts';
import { useWords } from '../texts/texts.tsx';
import { Button } from '../ui/button.tsx';
import controls from '../ui/controls.module.css';
import { TextField } from '../ui/text-field.tsx';
import { keepProspect } from './prospect-details.tsx';

const FIELDS = ['name', 'phone', 'email', 'whatsapp'] as const;
type Field = (typeof FIELDS)[number];

const KINDS = { name: 'text', phone: 'tel', email: 'email', whatsapp: 'tel' } as const;

export function IdentityCard({ person, prospect }: { person: string; prospect: Prospect }) {
  const words = useWords();
  const { prospects } = useManageWords();
  const { isSaving, fields, save } = useSaving();
  const [typed, setTyped] = useState<Partial<Record<Field, string>>>({});
  const [locale, setLocale] = useState(prospect.locale);
  const [customer, setCustomer] = useState(prospect.customer === true);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const changed = Object.entries(typed).filter(([, value]) => value.trim() !== '');
    const body = { ...Object.fromEntries(changed), customer, ...(locale !== undefined && { locale }) };
    void save(() => keepProspect(person, body), {
      renew: [['prospect', person], ['prospects'], ['conversation', person]],
    });
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
            value={typed[field] ?? prospect[field] ?? ''}
            aria-invalid={fields.some(({ path }) => path === field)}
            write={(text) => setTyped({ ...typed, [field]: text })}
          />
        ))}
        <LanguageField language={locale} choose={setLocale} />
      </div>
      <label className={page['check']}>
        <input type="checkbox" checked={customer} onChange={({ target }) => setCustomer(target.checked)} />
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
