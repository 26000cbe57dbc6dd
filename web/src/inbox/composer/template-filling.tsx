import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type FormEvent, useDeferredValue, useEffect, useRef, useState } from 'react';
import type { Channel, Prospect } from '../../api/types.ts';
import { templateQuery, type TemplateSummary } from '../../templates/queries.ts';
import { useMe } from '../../session/me.tsx';
import { useWords } from '../../texts/texts.tsx';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './template-picker.module.css';
import { textOf } from './template-picker.tsx';
import type { ChosenTemplate } from './template-reply.tsx';

interface Props {
  summary: TemplateSummary;
  channel: Channel;
  person: Prospect | undefined;
  take: (template: ChosenTemplate) => void;
  back: () => void;
}

/** The variables of a template, those that are known filled in, and the text as it would arrive. */
export function TemplateFilling({ summary, channel, person, take, back }: Props) {
  const words = useWords();
  const { data: template } = useQuery(templateQuery(summary.id));
  const known = useKnown(person);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const values = { ...known, ...typed };
  const asked = template?.variables.filter(({ required }) => required) ?? [];
  const data = Object.fromEntries(
    asked.map(({ name }) => [name, values[name]?.trim() ?? '']).filter(([, value]) => value !== ''),
  ) as Record<string, string>;
  const isFilled = template !== undefined && asked.every(({ name }) => data[name] !== undefined);
  const preview = useFilledText(summary.id, channel, data, isFilled);
  const form = useFirstGap(template !== undefined);
  if (template === undefined) return <Skeleton rows={3} />;
  const isReady = isFilled && preview.data !== undefined && !preview.isError;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (preview.data === undefined) return;
    take({ id: summary.id, name: summary.name[words.language], channel, data, text: preview.data });
  };
  return (
    <form ref={form} className={styles['form']} onSubmit={submit}>
      <div className={styles['fields']}>
        {asked.map(({ name, label, example }) => (
          <TextField
            key={name}
            required
            label={label[words.language]}
            placeholder={String(example[words.language])}
            value={values[name] ?? ''}
            write={(text) => setTyped({ ...typed, [name]: text })}
          />
        ))}
      </div>
      {preview.isError && <p className={styles['problem']}>{preview.error.message}</p>}
      {isReady && <blockquote className={styles['preview']}>{preview.data}</blockquote>}
      <div className={styles['actions']}>
        <Button onClick={back}>{words.back}</Button>
        <Button type="submit" look="primary" disabled={!isReady}>
          {words.composer.insert}
        </Button>
      </div>
    </form>
  );
}

/** The first field that is empty gets the focus, or else the first one: the list that had it is gone. */
function useFirstGap(isThere: boolean) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const gap = form.current?.querySelector<HTMLElement>('input:placeholder-shown');
    (gap ?? form.current?.querySelector('input'))?.focus();
  }, [isThere]);
  return form;
}

function useFilledText(
  templateId: string,
  channel: Channel,
  data: Record<string, string>,
  isFilled: boolean,
) {
  const settled = useDeferredValue(JSON.stringify(data));
  return useQuery({
    queryKey: ['filled', templateId, channel, settled],
    queryFn: async () => textOf(templateId, channel, JSON.parse(settled) as Record<string, string>),
    enabled: isFilled,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** What need not be typed: how the person and the agent are called. */
function useKnown(person: Prospect | undefined): Record<string, string> {
  const { agent } = useMe();
  const firstName = person?.name?.split(' ')[0];
  return {
    agentName: agent.name,
    ...(firstName !== undefined && { firstName }),
    ...(person?.name !== undefined && {
      fullName: person.name,
      lastName: person.name.split(' ').slice(1).join(' '),
    }),
  };
}
