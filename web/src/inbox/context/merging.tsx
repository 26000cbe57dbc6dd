import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../../api/client.ts';
import type { ConversationDetails, Duplicate } from '../../api/types.ts';
import { useWords } from '../../texts/texts.tsx';
import { Button } from '../../ui/button.tsx';
import { Confirmation } from '../../ui/dialog.tsx';
import { say } from '../../ui/toast.tsx';
import { complain } from '../actions.ts';
import styles from './person-context.module.css';

/** Records that look like the same person: brought together, and taken apart again. */
export function Merging({ details }: { details: ConversationDetails }) {
  const words = useWords();
  const { context } = words;
  const [asked, setAsked] = useState<Duplicate>();
  const { merge, unmerge } = useMerging(details.prospectId);
  const { duplicates, mergedFrom } = details;
  if (duplicates.length === 0 && mergedFrom.length === 0) return undefined;
  return (
    <section className={styles['part']}>
      <h3 className={styles['title']}>{duplicates.length > 0 ? context.duplicates : context.mergedFrom}</h3>
      <ul className={styles['duplicates']}>
        {duplicates.map((duplicate) => (
          <li key={duplicate.prospectId} className={styles['duplicate']}>
            <span>
              {duplicate.name ?? duplicate.prospectId}
              <br />
              <span className={styles['hint']}>{context.sameAs[duplicate.because]}</span>
            </span>
            <Button small onClick={() => setAsked(duplicate)}>
              {context.merge}
            </Button>
          </li>
        ))}
        {mergedFrom.map(({ prospectId, name }) => (
          <li key={prospectId} className={styles['duplicate']}>
            <span>{name ?? prospectId}</span>
            <Button small onClick={() => void unmerge(prospectId)}>
              {context.unmerge}
            </Button>
          </li>
        ))}
      </ul>
      {asked !== undefined && (
        <Confirmation
          title={context.mergeTitle(asked.name ?? asked.prospectId)}
          text={context.mergeWords}
          action={context.merge}
          close={() => setAsked(undefined)}
          confirm={() => void merge(asked.prospectId)}
        />
      )}
    </section>
  );
}

function useMerging(into: string) {
  const words = useWords();
  const client = useQueryClient();
  const after = async (call: Promise<unknown>, done: string, undo?: () => void) => {
    try {
      await call;
      say(done, undo && { label: words.undo, run: undo });
      await client.invalidateQueries();
    } catch (problem) {
      complain(words, problem);
    }
  };
  const on = (prospectId: string) => ({ params: { path: { prospectId } } });
  const unmerge = async (prospectId: string): Promise<void> =>
    after(
      answerOf(api.POST('/v1/prospects/{prospectId}/unmerge', on(prospectId))),
      words.context.unmergedToast,
    );
  const merge = async (prospectId: string): Promise<void> =>
    after(
      answerOf(api.POST('/v1/prospects/{prospectId}/merge', { ...on(prospectId), body: { into } })),
      words.context.mergedToast,
      () => void unmerge(prospectId),
    );
  return { merge, unmerge };
}
