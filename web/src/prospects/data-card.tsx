import { useState } from 'react';
import { useLocation } from 'wouter';
import { answerOf, api } from '../api/client.ts';
import { useManageWords } from '../manage/manage-words.ts';
import page from '../manage/page.module.css';
import { useSaving } from '../manage/use-saving.ts';
import controls from '../ui/controls.module.css';
import { Confirmation } from '../ui/dialog.tsx';

/** What the law gives the person: a copy of everything, and being forgotten. */
export function DataCard({ person, name }: { person: string; name: string }) {
  const { prospects } = useManageWords();
  const { isSaving, save } = useSaving();
  const [, go] = useLocation();
  const [isAsking, setAsking] = useState(false);
  const erase = async () => {
    const isGone = await save(
      () => answerOf(api.DELETE('/v1/prospects/{prospectId}', { params: { path: { prospectId: person } } })),
      { said: prospects.erased(name), renew: [['prospects'], ['conversations'], ['counts']] },
    );
    if (isGone) go('/prospects');
  };
  return (
    <section className={page['card']}>
      <h2>{prospects.data}</h2>
      <p className={page['hint']}>{prospects.exportHint}</p>
      <div className={page['actions']}>
        <button
          type="button"
          className={controls['button']}
          disabled={isSaving}
          onClick={() => void save(async () => download(await exported(person), `${person}.json`))}
        >
          {prospects.export}
        </button>
        <button
          type="button"
          className={`${controls['button']} ${controls['danger']}`}
          disabled={isSaving}
          onClick={() => setAsking(true)}
        >
          {prospects.erase}
        </button>
      </div>
      {isAsking && (
        <Confirmation
          title={prospects.eraseTitle(name)}
          text={prospects.eraseWords}
          action={prospects.erase}
          isDangerous
          close={() => setAsking(false)}
          confirm={() => void erase()}
        />
      )}
    </section>
  );
}

/** Every page of it as one document. */
async function exported(prospectId: string): Promise<object> {
  const read = async (cursor: string | undefined) =>
    answerOf(
      api.GET('/v1/prospects/{prospectId}/export', {
        params: { path: { prospectId }, query: cursor === undefined ? {} : { cursor } },
      }),
    );
  const { nextCursor, ...document } = await read(undefined);
  const messages = [...document.messages];
  for (let cursor = nextCursor; cursor !== undefined;) {
    const next = await read(cursor);
    messages.push(...next.messages);
    cursor = next.nextCursor;
  }
  return { ...document, messages };
}

function download(document_: object, filename: string): void {
  const url = URL.createObjectURL(
    new Blob([JSON.stringify(document_, undefined, 2)], { type: 'application/json' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = filename;
  link.click();
  URL.revokeObjectURL(url);
}
