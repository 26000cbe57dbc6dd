import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'wouter';
import page from '../manage/page.module.css';
import { useMe } from '../session/me.tsx';
import { templateQuery } from '../templates/queries.ts';
import { useWords } from '../texts/texts.tsx';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import controls from '../ui/controls.module.css';
import { Icon } from '../ui/icon.tsx';
import { say } from '../ui/toast.tsx';
import { useBroadcastWords } from './broadcast-words.ts';
import { ContentCard } from './content-card.tsx';
import { bodyOf, type Draft, isAboutProperty } from './draft.ts';
import { DraftPreview } from './draft-preview.tsx';
import styles from './draft.module.css';
import { audienceQuery, FileChoice } from './file-choice.tsx';
import { type KeptDraft, useKeptDraft } from './kept-draft.ts';
import { type Problems, useProblems } from './problems.ts';
import { useProperty } from './property-field.tsx';
import { SegmentChoice } from './segment-choice.tsx';
import { SendingBar } from './sending-bar.tsx';
import { TimingCard } from './timing-card.tsx';
import { useSending } from './use-sending.ts';

/** Whom, what and when – then what would leave, and only then the button that sends it. */
export default function NewBroadcast() {
  const { notAllowed } = useBroadcastWords();
  const { scopes } = useMe();
  const kept = useKeptDraft();
  if (scopes.includes('broadcasts:write')) return <Form kept={kept} />;
  return <p className={page['nothing']}>{notAllowed}</p>;
}

function Form({ kept }: { kept: KeptDraft }) {
  const { draft, attempt, change } = kept;
  const sending = useSending(kept);
  const { of: problems, others } = useProblems(sending.fields);
  const { data: template } = useQuery({
    ...templateQuery(draft.templateId ?? ''),
    enabled: draft.templateId !== undefined,
  });
  const { data: audience } = useQuery(audienceQuery(draft.audienceId));
  const isAbout = template !== undefined && isAboutProperty(template);
  const property = useProperty(draft.property) ?? undefined;
  const known = isAbout ? property : undefined;
  useFirstProblem(sending.fields);
  return (
    <div className={page['body']}>
      <Head kept={kept} isBusy={sending.isBusy} />
      {/* What may have left already is not to be changed: it is asked for again as it was. */}
      <fieldset className={styles['form']} disabled={sending.isBusy || attempt !== undefined}>
        <AudienceCard draft={draft} change={change} problems={problems} />
        <div className={styles['editor']}>
          <div className={styles['beside']}>
            <ContentCard
              draft={draft}
              change={change}
              template={template}
              property={known}
              problems={problems}
            />
            <TimingCard draft={draft} change={change} category={template?.category} problems={problems} />
          </div>
          {template !== undefined && (
            <DraftPreview key={template.id} template={template} draft={draft} property={known} />
          )}
        </div>
      </fieldset>
      <SendingBar
        body={bodyOf({ draft, template, isFileReady: audience?.status === 'ready' })}
        sending={sending}
        attempt={attempt}
        others={others}
      />
    </div>
  );
}

/** Leads to what has to be mended. */
function useFirstProblem(fields: readonly unknown[]): void {
  useEffect(() => {
    if (fields.length > 0) document.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [fields]);
}

function Head({ kept, isBusy }: { kept: KeptDraft; isBusy: boolean }) {
  const words = useWords();
  const { draft: texts } = useBroadcastWords();
  const discard = () => {
    kept.forget();
    say(texts.discarded, { label: words.undo, run: () => kept.change({}) });
  };
  return (
    <div className={page['head']}>
      <Link className={`${controls['icon']} ${page['back']}`} to="/broadcasts" aria-label={words.back}>
        <Icon name="back" />
      </Link>
      <h1>{texts.title}</h1>
      <Button disabled={isBusy} onClick={discard}>
        {texts.discard}
      </Button>
    </div>
  );
}

const SOURCES: readonly Draft['source'][] = ['segment', 'file'];

interface AudienceProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  problems: Problems;
}

function AudienceCard({ draft, change, problems }: AudienceProps) {
  const { draft: texts } = useBroadcastWords();
  const names = { segment: texts.fromSegment, file: texts.fromFile };
  return (
    <section className={page['card']}>
      <div className={page['head']}>
        <h2 className={styles['cardTitle']}>{texts.who}</h2>
        <Choice
          label={texts.who}
          options={SOURCES}
          value={draft.source}
          choose={(source) => change({ source })}
          name={(source) => names[source]}
        />
      </div>
      {draft.source === 'segment' ? (
        <SegmentChoice
          chosen={draft.segmentId}
          choose={(segmentId) => change({ segmentId })}
          problem={problems('audience.segment')}
        />
      ) : (
        <FileChoice draft={draft} change={change} problem={problems('audience.upload')} />
      )}
    </section>
  );
}
