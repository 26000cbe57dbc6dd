import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../api/client.ts';
import type { components } from '../api/schema.ts';
import page from '../manage/page.module.css';
import { useWords } from '../texts/texts.tsx';
import controls from '../ui/controls.module.css';
import { useBroadcastWords } from './broadcast-words.ts';
import type { Draft } from './draft.ts';
import styles from './draft.module.css';
import { Shares } from './shares.tsx';
import { uploadAudience } from './upload.ts';

const SOON = 1_000;

type Audience = components['schemas']['Audience'];

/** A file of people, looked at again for as long as it is being read. */
export function audienceQuery(audienceId: string | undefined) {
  return queryOptions({
    queryKey: ['audience', audienceId],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/v1/audiences/{audienceId}', {
          params: { path: { audienceId: audienceId ?? '' } },
          signal,
        }),
      ),
    enabled: audienceId !== undefined,
    refetchInterval: ({ state: { data } }) => data?.status === 'reading' && SOON,
  });
}

interface Props {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  problem: string | undefined;
}

/** People in a file: sent with its progress, read, and counted. */
export function FileChoice({ draft: { audienceId, fileName }, change, problem }: Props) {
  const { file: said } = useBroadcastWords().draft;
  const { data: audience } = useQuery(audienceQuery(audienceId));
  const [share, setShare] = useState<number>();
  const [failed, setFailed] = useState<File>();
  const take = async (file: File) => {
    setFailed(undefined);
    setShare(0);
    try {
      change({ audienceId: await uploadAudience(file, setShare), fileName: file.name });
    } catch {
      setFailed(file);
    } finally {
      setShare(undefined);
    }
  };
  const isSending = share !== undefined;
  return (
    <div className={styles['file']}>
      <p className={page['hint']}>{said.hint}</p>
      <div className={page['actions']}>
        <ChooseFile
          label={fileName === undefined ? said.choose : said.another}
          isOff={isSending}
          take={take}
        />
        {fileName !== undefined && <strong className={styles['fileName']}>{fileName}</strong>}
      </div>
      {isSending && <Sent share={share} />}
      {failed !== undefined && (
        <p className={page['problem']} role="alert">
          {said.failed}{' '}
          <button type="button" className={controls['link']} onClick={() => void take(failed)}>
            {said.retry}
          </button>
        </p>
      )}
      {audience !== undefined && !isSending && <WhatWasRead audience={audience} />}
      {problem !== undefined && (
        <p className={page['problem']} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

function Sent({ share }: { share: number }) {
  const { formats } = useWords();
  const { file: said } = useBroadcastWords().draft;
  const parts = [
    { of: 'accepted', count: share },
    { of: 'remaining', count: 1 - share },
  ];
  return (
    <div role="status">
      <p>{said.sending(formats.percent(share))}</p>
      <Shares thin parts={parts} />
    </div>
  );
}

interface ChooseProps {
  label: string;
  isOff: boolean;
  take: (file: File) => Promise<void>;
}

function ChooseFile({ label, isOff, take }: ChooseProps) {
  return (
    <label className={`${controls['button']} ${styles['choose']}`} aria-disabled={isOff}>
      {label}
      <input
        type="file"
        accept=".csv,text/csv"
        className={controls['hidden']}
        disabled={isOff}
        onChange={({ target }) => {
          const file = target.files?.[0];
          // The same file may be chosen again after it was mended.
          target.value = '';
          if (file !== undefined) void take(file);
        }}
      />
    </label>
  );
}

function WhatWasRead({ audience }: { audience: Audience }) {
  const { file: said } = useBroadcastWords().draft;
  const { status, people, duplicates, refused, reason = '', errorsUrl } = audience;
  if (status === 'reading') return <p role="status">{said.reading}</p>;
  const why = /heading/.test(reason) ? said.reasons.heading : reason;
  const shown = /no row/.test(reason) ? said.reasons.nobody : why;
  return (
    <div role="status" className={styles['read']}>
      {status === 'refused' && <p className={page['problem']}>{said.cannot(shown)}</p>}
      {status === 'ready' && (
        <p>
          <strong>{said.ready(people)}</strong>
          {duplicates > 0 && ` · ${said.duplicates(duplicates)}`}
        </p>
      )}
      {refused > 0 && (
        <p>
          {said.refused(refused)}
          {errorsUrl !== undefined && (
            <>
              {' · '}
              <a className={controls['link']} href={errorsUrl} download>
                {said.errors}
              </a>
            </>
          )}
        </p>
      )}
    </div>
  );
}
