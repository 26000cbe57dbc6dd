import { useQuery } from '@tanstack/react-query';
import { type ComponentProps, useState } from 'react';
import { Link } from 'wouter';
import { answerOf, api } from '../api/client.ts';
import { useManageWords } from '../manage/manage-words.ts';
import page from '../manage/page.module.css';
import { useSaving } from '../manage/use-saving.ts';
import type { Language } from '../texts/formats.ts';
import { useWords } from '../texts/texts.tsx';
import { Choice } from '../ui/choice.tsx';
import controls from '../ui/controls.module.css';
import { Icon } from '../ui/icon.tsx';
import { Failed } from '../ui/pane-boundary.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Preview } from './preview.tsx';
import { type Template, templateQuery, type WordedChannel } from './queries.ts';
import styles from './template-editor.module.css';
import { TestSending } from './test-sending.tsx';
import { Versions } from './versions.tsx';
import { type EditedWording, wordingOf, withWordings } from './wordings.ts';
import { WordingFields } from './wording-fields.tsx';

export function TemplateEditor({ templateId }: { templateId: string }) {
  const { data, isError, refetch } = useQuery(templateQuery(templateId));
  if (data === undefined) return isError ? <Failed retry={() => void refetch()} /> : <Skeleton rows={5} />;
  return <Editor template={data} />;
}

/** One wording at a time: a channel in a language, beside what the person would get. All that were edited are saved. */
function Editor({ template }: { template: Template }) {
  const words = useWords();
  const { templates } = useManageWords();
  const [channel, setChannel] = useState<WordedChannel>(template.channels[0] ?? 'sms');
  const [language, setLanguage] = useState<Language>(words.language);
  const { edited, edit, forget } = useEditedWordings(template);
  const key = `${channel} ${language}`;
  const own = edited[key]?.wording;
  const wording = own ?? wordingOf(template, channel, language);
  return (
    <div className={page['body']}>
      <Head template={template} />
      <div className={styles['choices']}>
        <Choice
          label={templates.channel}
          options={template.channels}
          value={channel}
          choose={setChannel}
          name={(one) => words.channels[one]}
        />
        <LanguageChoice language={language} choose={setLanguage} />
        {channel === 'whatsapp' && <Approval template={template} language={language} />}
      </div>
      {wording !== undefined && (
        <div className={styles['editor']}>
          <div className={page['card']}>
            <WordingFields
              key={`${key} ${template.publishedVersion}`}
              wording={wording}
              change={(next) => edit({ channel, language, wording: next })}
              variables={template.variables}
            />
            <SaveButtons
              template={template}
              isChanged={Object.keys(edited).length > 0}
              wordings={() => withWordings(template, Object.values(edited))}
              saved={forget}
            />
          </div>
          <Beside template={template} channel={channel} language={language} wording={own} />
        </div>
      )}
      <Versions template={template} />
    </div>
  );
}

/** What was changed and not saved, by channel and language. */
function useEditedWordings({ publishedVersion }: Template) {
  const [all, setAll] = useState<Record<number, Record<string, EditedWording>>>({});
  // Another version in use begins again: what was edited belongs to the words of the former.
  const edited = all[publishedVersion] ?? {};
  const edit = (changed: EditedWording) =>
    setAll({ [publishedVersion]: { ...edited, [`${changed.channel} ${changed.language}`]: changed } });
  return { edited, edit, forget: () => setAll({}) };
}

/** What the person would get: shown, and sent to try it. */
function Beside(shown: ComponentProps<typeof Preview>) {
  const { template, channel, language, wording } = shown;
  return (
    <div className={styles['beside']}>
      <Preview {...shown} />
      <TestSending
        key={channel}
        template={template}
        channel={channel}
        language={language}
        isChanged={wording !== undefined}
      />
    </div>
  );
}

function LanguageChoice({ language, choose }: { language: Language; choose: (language: Language) => void }) {
  const { templates } = useManageWords();
  return (
    <Choice
      label={templates.language}
      options={['fr', 'en'] as const}
      value={language}
      choose={choose}
      name={(one) => templates.languages[one]}
    />
  );
}

function Head({ template }: { template: Template }) {
  const words = useWords();
  const { templates } = useManageWords();
  return (
    <div className={page['head']}>
      <Link className={`${controls['icon']} ${page['back']}`} to="/templates" aria-label={words.back}>
        <Icon name="back" />
      </Link>
      <h1>{template.name[words.language]}</h1>
      <span className={controls['chip']}>{templates.inUse(template.publishedVersion)}</span>
    </div>
  );
}

function Approval({ template, language }: { template: Template; language: Language }) {
  const { templates } = useManageWords();
  const approval = template.whatsappApproval[language];
  const status = approval?.status ?? 'unsubmitted';
  return (
    <span className={controls['chip']} title={approval?.reason}>
      {templates.approvals[status] ?? status}
    </span>
  );
}

interface SaveButtonsProps {
  template: Template;
  isChanged: boolean;
  wordings: () => ReturnType<typeof withWordings>;
  saved: () => void;
}

function SaveButtons({ template: { id, latestVersion }, isChanged, wordings, saved }: SaveButtonsProps) {
  const { templates } = useManageWords();
  const { isSaving, fields, save } = useSaving();
  const keep = async (publish: boolean) => {
    const isKept = await save(
      () =>
        answerOf(
          api.PUT('/v1/templates/{templateId}', {
            params: { path: { templateId: id } },
            body: { wordings: wordings(), basedOn: latestVersion, publish },
          }),
        ),
      {
        said: publish ? templates.published : templates.savedVersion,
        renew: [['template', id], ['templates'], ['versions', id]],
      },
    );
    if (isKept) saved();
  };
  return (
    <>
      {fields.map(({ path, message }) => (
        <p key={path} className={page['problem']}>
          {path} {message}
        </p>
      ))}
      <div className={page['actions']}>
        <button
          type="button"
          className={`${controls['button']} ${controls['primary']}`}
          disabled={isSaving || !isChanged}
          onClick={() => void keep(true)}
        >
          {templates.saveAndPublish}
        </button>
        <button
          type="button"
          className={controls['button']}
          disabled={isSaving || !isChanged}
          onClick={() => void keep(false)}
        >
          {templates.save}
        </button>
      </div>
    </>
  );
}
