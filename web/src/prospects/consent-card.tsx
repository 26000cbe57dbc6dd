import { type FormEvent, useState } from 'react';
import { answerOf, api } from '../api/client.ts';
import type { Prospect } from '../api/types.ts';
import { useManageWords } from '../manage/manage-words.ts';
import page from '../manage/page.module.css';
import { useSaving } from '../manage/use-saving.ts';
import { useWords } from '../texts/texts.tsx';
import { Button } from '../ui/button.tsx';
import controls from '../ui/controls.module.css';
import { TextField } from '../ui/text-field.tsx';

/** Whether the person accepts advertising, with the proof of it, and how another answer is recorded. */
export function ConsentCard({ person, prospect }: { person: string; prospect: Prospect }) {
  const words = useWords();
  const { prospects } = useManageWords();
  const marketing = prospect.consents?.marketing;
  return (
    <section className={page['card']}>
      <h2>{prospects.consent}</h2>
      {marketing === undefined ? (
        <p>{prospects.never}</p>
      ) : (
        <div>
          <p>
            <strong>{marketing.granted ? prospects.granted : prospects.refused}</strong>
          </p>
          <p className={page['hint']}>
            {prospects.proof(marketing.text)} –{' '}
            {prospects.recorded(marketing.source, words.formats.date(marketing.at))}
          </p>
        </div>
      )}
      <ConsentForm person={person} />
    </section>
  );
}

function ConsentForm({ person }: { person: string }) {
  const words = useWords();
  const { prospects } = useManageWords();
  const { isSaving, save } = useSaving();
  const [text, setText] = useState('');
  const [source, setSource] = useState('');
  const [granted, setGranted] = useState(true);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const isKept = await save(
      () =>
        answerOf(
          api.PUT('/v1/prospects/{prospectId}/consents/{purpose}', {
            params: { path: { prospectId: person, purpose: 'marketing' } },
            body: { granted, text, source, at: new Date().toISOString() },
          }),
        ),
      {
        renew: [
          ['prospect', person],
          ['conversation', person],
        ],
      },
    );
    if (!isKept) return;
    setText('');
    setSource('');
  };
  return (
    <details>
      <summary className={controls['link']}>{prospects.record}</summary>
      <form className={page['card']} onSubmit={(event) => void submit(event)}>
        <Answers granted={granted} choose={setGranted} />
        <TextField required label={prospects.consentText} value={text} write={setText} />
        <TextField
          required
          label={prospects.consentSource}
          placeholder={prospects.consentSourceExample}
          value={source}
          write={setSource}
        />
        <div className={page['actions']}>
          <Button type="submit" look="primary" disabled={isSaving}>
            {words.save}
          </Button>
        </div>
      </form>
    </details>
  );
}

function Answers({ granted, choose }: { granted: boolean; choose: (granted: boolean) => void }) {
  const { prospects } = useManageWords();
  return (
    <div className={page['checks']} role="radiogroup" aria-label={prospects.consent}>
      {[true, false].map((answer) => (
        <label key={String(answer)} className={page['check']}>
          <input type="radio" name="granted" checked={granted === answer} onChange={() => choose(answer)} />
          {answer ? prospects.granted : prospects.refused}
        </label>
      ))}
    </div>
  );
}
