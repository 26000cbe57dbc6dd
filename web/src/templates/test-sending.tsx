import { type FormEvent, useState } from 'react';
import { answerOf, api } from '../api/client.ts';
import type { components } from '../api/schema.ts';
import { useManageWords } from '../manage/manage-words.ts';
import page from '../manage/page.module.css';
import { useSaving } from '../manage/use-saving.ts';
import { useMe } from '../session/me.tsx';
import type { Language } from '../texts/formats.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import type { Template, WordedChannel } from './queries.ts';

interface Props {
  template: Template;
  channel: WordedChannel;
  language: Language;
  /** What was not saved is not sent. */
  isChanged: boolean;
}

/** Sends the newest version, with examples, to oneself. */
export function TestSending({ template: { id, latestVersion }, channel, language, isChanged }: Props) {
  const { templates } = useManageWords();
  const { agent } = useMe();
  const { isSaving, fields, save } = useSaving();
  const [to, setTo] = useState(channel === 'email' ? (agent.email ?? '') : '');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const body = {
      channel,
      to,
      locale: language,
      version: latestVersion,
    } as components['schemas']['TestBody'];
    const params = { path: { templateId: id } };
    await save(() => answerOf(api.POST('/v1/templates/{templateId}/test', { params, body })), {
      said: templates.test.sent(to),
    });
  };
  return (
    <form className={page['card']} onSubmit={(event) => void submit(event)}>
      <h2>{templates.test.title}</h2>
      <p className={page['hint']}>{isChanged ? templates.test.saveFirst : templates.test.hint}</p>
      <TextField
        required
        label={channel === 'email' ? templates.test.email : templates.test.phone}
        type={channel === 'email' ? 'email' : 'tel'}
        value={to}
        write={setTo}
      />
      {fields.map(({ path, message }) => (
        <p key={path} className={page['problem']} role="alert">
          {message}
        </p>
      ))}
      <div className={page['actions']}>
        <Button type="submit" disabled={isSaving || isChanged || to === ''}>
          {templates.test.send}
        </Button>
      </div>
    </form>
  );
}
