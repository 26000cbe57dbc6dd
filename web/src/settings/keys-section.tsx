import { queryOptions, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answerOf, api } from '../api/client.ts';
import type { ApiKeySummary } from '../api/manage-types.ts';
import { useManageWords } from '../manage/manage-words.ts';
import page from '../manage/page.module.css';
import { useSaving } from '../manage/use-saving.ts';
import { useWords } from '../texts/texts.tsx';
import { Button } from '../ui/button.tsx';
import controls from '../ui/controls.module.css';
import { Confirmation } from '../ui/dialog.tsx';
import { TextField } from '../ui/text-field.tsx';
import { say } from '../ui/toast.tsx';
import styles from './settings-page.module.css';

type Scope = ApiKeySummary['scopes'][number];

const SCOPES: readonly Scope[] = [
  'messages:write',
  'messages:read',
  'prospects:write',
  'prospects:read',
  'templates:write',
  'templates:read',
  'conversations:read',
  'conversations:write',
  'appointments:write',
  'appointments:read',
  'journeys:write',
  'journeys:read',
  'stats:read',
];

const keysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/api-keys', { signal })),
});

/** The keys of client applications: each is shown once, when it is made. */
export function KeysSection() {
  const { settings } = useManageWords();
  const [made, setMade] = useState<string>();
  return (
    <section className={page['card']}>
      <h2>{settings.sections.keys}</h2>
      {made !== undefined && <NewKey text={made} />}
      <ExistingKeys />
      <KeyForm made={setMade} />
    </section>
  );
}

function NewKey({ text }: { text: string }) {
  const { settings } = useManageWords();
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    say(settings.copied);
  };
  return (
    <div role="status">
      <p>{settings.newKey}</p>
      <div className={styles['key']}>
        <code>{text}</code>
        <button type="button" className={controls['button']} onClick={() => void copy()}>
          {settings.copy}
        </button>
      </div>
    </div>
  );
}

function ExistingKeys() {
  const words = useWords();
  const { settings } = useManageWords();
  const { isSaving, save } = useSaving();
  const { data } = useQuery(keysQuery);
  const [asked, setAsked] = useState<ApiKeySummary>();
  const revoke = async (keyId: string) =>
    save(() => answerOf(api.DELETE('/v1/api-keys/{keyId}', { params: { path: { keyId } } })), {
      renew: [['api-keys']],
    });
  return (
    <>
      {data?.items.length === 0 && <p className={page['hint']}>{settings.noKey}</p>}
      <ul>
        {data?.items.map((key) => (
          <li key={key.id} className={styles['existing']}>
            <div>
              <strong>{key.name}</strong>
              <p className={page['hint']}>
                {key.scopes.join(', ')}
                {key.createdAt !== undefined && ` – ${settings.created(words.formats.date(key.createdAt))}`}
              </p>
            </div>
            <button
              type="button"
              className={`${controls['button']} ${controls['small']} ${controls['danger']}`}
              disabled={isSaving}
              onClick={() => setAsked(key)}
            >
              {settings.revoke}
            </button>
          </li>
        ))}
      </ul>
      {asked !== undefined && (
        <Confirmation
          title={settings.revokeTitle(asked.name)}
          text={settings.revokeWords}
          action={settings.revoke}
          isDangerous
          close={() => setAsked(undefined)}
          confirm={() => void revoke(asked.id)}
        />
      )}
    </>
  );
}

function KeyForm({ made }: { made: (key: string) => void }) {
  const { settings } = useManageWords();
  const { isSaving, save } = useSaving();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<Scope[]>(['messages:write', 'messages:read']);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const isKept = await save(
      async () => {
        made((await answerOf(api.POST('/v1/api-keys', { body: { name, scopes } }))).key);
      },
      { renew: [['api-keys']] },
    );
    if (isKept) setName('');
  };
  return (
    <form className={page['card']} onSubmit={(event) => void submit(event)}>
      <TextField
        required
        label={settings.keyName}
        placeholder={settings.keyNameExample}
        value={name}
        write={setName}
      />
      <ScopeChoice scopes={scopes} choose={setScopes} />
      <div className={page['actions']}>
        <Button type="submit" look="primary" disabled={isSaving || scopes.length === 0}>
          {settings.createKey}
        </Button>
      </div>
    </form>
  );
}

function ScopeChoice({ scopes, choose }: { scopes: Scope[]; choose: (scopes: Scope[]) => void }) {
  const { settings } = useManageWords();
  const toggled = (scope: Scope) =>
    scopes.includes(scope) ? scopes.filter((one) => one !== scope) : [...scopes, scope];
  return (
    <fieldset className={controls['field']}>
      <span>{settings.scopes}</span>
      <div className={page['checks']}>
        {SCOPES.map((scope) => (
          <label key={scope} className={page['check']}>
            <input type="checkbox" checked={scopes.includes(scope)} onChange={() => choose(toggled(scope))} />
            <code>{scope}</code>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
