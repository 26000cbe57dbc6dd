import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { answerOf, api } from '../../api/client.ts';
import type { Channel, Prospect } from '../../api/types.ts';
import { goOnTypingIn } from '../../keys/typing-on.ts';
import { savedRepliesQuery, templatesQuery, type TemplateSummary } from '../../templates/queries.ts';
import { useWords } from '../../texts/texts.tsx';
import controls from '../../ui/controls.module.css';
import { OpenDialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TemplateFilling } from './template-filling.tsx';
import styles from './template-picker.module.css';
import type { ChosenTemplate } from './template-reply.tsx';

interface Props {
  person: Prospect | undefined;
  channel: Channel;
  /** Free text is closed: the template goes as it is, and cannot be edited. */
  isTemplateOnly: boolean;
  close: () => void;
  insert: (text: string) => void;
  choose: (template: ChosenTemplate) => void;
}

/** Finds a template or a saved reply; a template is filled in before it is used. */
export default function TemplatePicker({ person, channel, isTemplateOnly, close, insert, choose }: Props) {
  const words = useWords();
  const [picked, setPicked] = useState<TemplateSummary>();
  const use = (template: ChosenTemplate) => {
    close();
    if (isTemplateOnly) choose(template);
    else insert(template.text);
  };
  return (
    <OpenDialog title={picked?.name[words.language] ?? words.composer.templates} close={close}>
      {picked === undefined ? (
        <Choosing
          channel={channel}
          hasReplies={!isTemplateOnly}
          pick={setPicked}
          insert={(text) => {
            close();
            insert(text);
          }}
        />
      ) : (
        <TemplateFilling
          summary={picked}
          channel={channel}
          person={person}
          take={use}
          back={() => setPicked(undefined)}
        />
      )}
    </OpenDialog>
  );
}

interface ChoosingProps {
  channel: Channel;
  hasReplies: boolean;
  pick: (template: TemplateSummary) => void;
  insert: (text: string) => void;
}

function Choosing({ channel, hasReplies, pick, insert }: ChoosingProps) {
  const words = useWords();
  const [typed, setTyped] = useState('');
  const search = useSearchField();
  const { data: templates } = useQuery(templatesQuery);
  const { data: replies } = useQuery({ ...savedRepliesQuery, enabled: hasReplies });
  const matches = (text: string) => text.toLowerCase().includes(typed.trim().toLowerCase());
  const offered = templates?.items.filter(
    ({ channels, name }) => (channels as string[]).includes(channel) && matches(name[words.language]),
  );
  const saved = hasReplies ? (replies?.items.filter(({ title, text }) => matches(title + text)) ?? []) : [];
  return (
    <>
      <input
        ref={search}
        className={controls['input']}
        type="search"
        aria-label={words.composer.searchTemplates}
        placeholder={words.composer.searchTemplates}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      {offered === undefined && <Skeleton rows={3} />}
      <ul className={styles['choices']}>
        {saved.map(({ id, title, text }) => (
          <li key={id}>
            <button type="button" className={styles['choice']} onClick={() => insert(text)}>
              <Icon name="note" size={17} />
              <span className={styles['name']}>{title}</span>
              <span className={styles['text']}>{text}</span>
            </button>
          </li>
        ))}
        {offered?.map((template) => (
          <li key={template.id}>
            <button type="button" className={styles['choice']} onClick={() => pick(template)}>
              <Icon name="templates" size={17} />
              <span className={styles['name']}>{template.name[words.language]}</span>
            </button>
          </li>
        ))}
      </ul>
      {offered?.length === 0 && saved.length === 0 && (
        <p className={styles['none']}>{words.composer.noTemplate}</p>
      )}
    </>
  );
}

/** Has the focus each time that there is something to choose, also on the way back from a template. */
function useSearchField() {
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (search.current !== null) goOnTypingIn(search.current);
  }, []);
  return search;
}

/** The text that a person would get. @throws ApiProblem for data that do not fit. */
export async function textOf(
  templateId: string,
  channel: Channel,
  data: Record<string, string>,
): Promise<string> {
  const preview = await answerOf(
    api.POST('/v1/templates/{templateId}/preview', {
      params: { path: { templateId } },
      body: { channel: channel as 'sms' | 'email' | 'whatsapp', data },
    }),
  );
  return preview.text;
}
