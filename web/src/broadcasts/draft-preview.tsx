import { useState } from 'react';
import { useManageWords } from '../manage/manage-words.ts';
import { Preview } from '../templates/preview.tsx';
import type { Template, WordedChannel } from '../templates/queries.ts';
import { useMe } from '../session/me.tsx';
import type { Language } from '../texts/formats.ts';
import { useWords } from '../texts/texts.tsx';
import { Choice } from '../ui/choice.tsx';
import { useBroadcastWords } from './broadcast-words.ts';
import { dataOf, type Draft } from './draft.ts';
import styles from './draft.module.css';
import type { Property } from './queries.ts';

const LANGUAGES: readonly Language[] = ['fr', 'en'];

interface Props {
  template: Template;
  draft: Draft;
  property: Property | undefined;
}

/** What a person would get on each channel, with what was typed; examples where nothing was yet. */
export function DraftPreview({ template, draft, property }: Props) {
  const words = useWords();
  const { templates } = useManageWords();
  const { draft: draftTexts } = useBroadcastWords();
  const { tenant } = useMe();
  const [channel, setChannel] = useState<WordedChannel>();
  const [language, setLanguage] = useState<Language>(tenant.locale);
  const shown = template.channels.find((one) => one === channel) ?? template.channels[0] ?? 'sms';
  const examples = template.variables.map(({ name, example }) => [name, example[language]]);
  const needed = new Set(template.required);
  const data = {
    ...Object.fromEntries(examples.filter(([name]) => needed.has(String(name)))),
    ...dataOf(template.variables, draft.data),
    ...knownOf(template, property),
  };
  return (
    <div className={styles['beside']}>
      <div className={styles['choices']}>
        <Choice
          label={templates.channel}
          options={template.channels}
          value={shown}
          choose={setChannel}
          name={(one) => words.channels[one]}
        />
        <Choice
          label={templates.language}
          options={LANGUAGES}
          value={language}
          choose={setLanguage}
          name={(one) => templates.languages[one]}
        />
      </div>
      <Preview
        template={template}
        channel={shown}
        language={language}
        data={data}
        title={draftTexts.preview}
      />
    </div>
  );
}

/** What the property says of the template's variables, and nothing else: others would be refused. */
function knownOf({ variables }: Template, property: Property | undefined): Record<string, string | number> {
  const names = new Set(variables.map(({ name }) => name));
  return Object.fromEntries(Object.entries(property?.data ?? {}).filter(([name]) => names.has(name)));
}
