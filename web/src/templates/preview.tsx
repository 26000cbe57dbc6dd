import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answerOf, api } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import type { components } from '../api/schema.ts';
import { useManageWords } from '../manage/manage-words.ts';
import page from '../manage/page.module.css';
import type { Language } from '../texts/formats.ts';
import { useWords } from '../texts/texts.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Letter } from './letter.tsx';
import type { Template, WordedChannel } from './queries.ts';
import styles from './template-editor.module.css';
import { type Wording, withWordings } from './wordings.ts';

interface Props {
  template: Template;
  channel: WordedChannel;
  language: Language;
  /** Undefined: what is in force. */
  wording?: Wording | undefined;
  /** In place of the examples; all that the template needs. */
  data?: Readonly<Record<string, string | number>> | undefined;
  title?: string;
}

const TYPING = 350;

/** What the person would get, with examples unless there are data, a moment after each change. */
export function Preview({ template, channel, language, wording, data: given, title }: Props) {
  const { templates } = useManageWords();
  const settled = useSettled(wording);
  const values = useSettled(given === undefined ? undefined : JSON.stringify(given));
  const { data, error, isError } = useQuery({
    queryKey: ['preview', template.id, channel, language, template.publishedVersion, settled, values],
    queryFn: ({ signal }) =>
      answerOf(
        api.POST('/v1/templates/{templateId}/preview', {
          params: { path: { templateId: template.id } },
          body: {
            channel,
            locale: language,
            ...(values !== undefined && { data: JSON.parse(values) as NonNullable<typeof given> }),
            ...(settled !== undefined && {
              wordings: withWordings(template, [{ channel, language, wording: settled }]),
            }),
          },
          signal,
        }),
      ),
    placeholderData: (before, query) =>
      query?.queryKey[2] === channel ? keepPreviousData(before) : undefined,
    retry: false,
  });
  const fields = error instanceof ApiProblem ? error.fields : [];
  return (
    <section className={page['card']} aria-label={title ?? templates.preview}>
      <h2>{title ?? templates.preview}</h2>
      {isError && (
        <div className={page['problem']} role="alert">
          <p>{templates.previewFails}</p>
          <p>
            {fields.length > 0
              ? fields.map(({ path, message }) => `${path} ${message}`).join(' · ')
              : error.message}
          </p>
        </div>
      )}
      {data === undefined ? !isError && <Skeleton rows={2} /> : <Shown preview={data} />}
    </section>
  );
}

function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPING);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

type PreviewAnswer = components['schemas']['Preview'];

function Shown({ preview }: { preview: PreviewAnswer }) {
  return (
    <div lang={preview.locale}>
      {preview.channel === 'email' ? (
        <div className={styles['mail']}>
          <div className={styles['mailHead']}>
            <strong>{preview.subject}</strong>
            <p>{preview.preheader}</p>
          </div>
          <Letter html={preview.html} />
        </div>
      ) : (
        <div className={styles['phone']} data-channel={preview.channel}>
          <div className={styles['shown']}>
            {preview.channel === 'whatsapp' ? <WhatsApp preview={preview} /> : preview.text}
          </div>
        </div>
      )}
      {preview.channel === 'sms' && <SmsFacts preview={preview} />}
      {preview.warnings.map(({ code, message }) => (
        <p key={code} className={styles['warning']}>
          {message}
        </p>
      ))}
    </div>
  );
}

function SmsFacts({ preview }: { preview: Extract<PreviewAnswer, { channel: 'sms' }> }) {
  const words = useWords();
  const { segments, encoding, units, cost } = preview;
  return (
    <p className={styles['facts']}>
      {words.composer.segments(segments)} · {units} {encoding} · {words.formats.money(cost)}
    </p>
  );
}

function WhatsApp({ preview }: { preview: Extract<PreviewAnswer, { channel: 'whatsapp' }> }) {
  const { header, body, footer, buttons = [] } = preview;
  return (
    <>
      {header !== undefined && <strong>{header}</strong>}
      {body}
      {footer !== undefined && <p className={styles['footer']}>{footer}</p>}
      {buttons.length > 0 && (
        <ul className={styles['buttons']}>
          {buttons.map(({ label }) => (
            <li key={label}>{label}</li>
          ))}
        </ul>
      )}
    </>
  );
}
