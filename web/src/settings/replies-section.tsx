import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answerOf, api } from '../api/client.ts';
import type { components } from '../api/schema.ts';
import { useManageWords } from '../manage/manage-words.ts';
import page from '../manage/page.module.css';
import { useSaving } from '../manage/use-saving.ts';
import { savedRepliesQuery } from '../templates/queries.ts';
import { useWords } from '../texts/texts.tsx';
import { Button } from '../ui/button.tsx';
import controls from '../ui/controls.module.css';
import { Confirmation } from '../ui/dialog.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { TextField } from '../ui/text-field.tsx';
import styles from './settings-page.module.css';

type Reply = components['schemas']['SavedReply'];

const RENEWED = { renew: [savedRepliesQuery.queryKey] };
const LONGEST_TITLE = 80;
const LONGEST_TEXT = 2_000;

/** What agents answer again and again; `m` puts it into a reply. */
export function RepliesSection() {
  const { settings } = useManageWords();
  const { data } = useQuery(savedRepliesQuery);
  const [edited, setEdited] = useState<Reply>();
  return (
    <section className={page['card']}>
      <h2>{settings.sections.replies}</h2>
      <p className={page['hint']}>{settings.replies.hint}</p>
      {data === undefined && <Skeleton rows={2} />}
      {data?.items.length === 0 && <p className={page['hint']}>{settings.replies.none}</p>}
      <ul>
        {data?.items.map((reply) => (
          <KeptReply key={reply.id} reply={reply} edit={() => setEdited(reply)} />
        ))}
      </ul>
      <ReplyEditor key={edited?.id ?? 'new'} reply={edited} close={() => setEdited(undefined)} />
    </section>
  );
}

function KeptReply({ reply: { id, title, text }, edit }: { reply: Reply; edit: () => void }) {
  const { settings } = useManageWords();
  const { isSaving, save } = useSaving();
  const [isAsked, setAsked] = useState(false);
  const remove = async () =>
    save(
      () => answerOf(api.DELETE('/v1/saved-replies/{replyId}', { params: { path: { replyId: id } } })),
      RENEWED,
    );
  return (
    <li className={styles['existing']}>
      <div>
        <strong>{title}</strong>
        <p className={`${page['hint']} ${styles['reply']}`}>{text}</p>
      </div>
      <div className={page['actions']}>
        <Button small onClick={edit} aria-label={settings.pair(settings.replies.edit, title)}>
          {settings.replies.edit}
        </Button>
        <Button
          small
          look="danger"
          disabled={isSaving}
          onClick={() => setAsked(true)}
          aria-label={settings.pair(settings.replies.remove, title)}
        >
          {settings.replies.remove}
        </Button>
      </div>
      {isAsked && (
        <Confirmation
          title={settings.replies.removeTitle(title)}
          text={settings.replies.removeWords}
          action={settings.replies.remove}
          isDangerous
          close={() => setAsked(false)}
          confirm={() => void remove()}
        />
      )}
    </li>
  );
}

/** A new one, or another wording of one that is there. */
function ReplyEditor({ reply, close }: { reply: Reply | undefined; close: () => void }) {
  const words = useWords();
  const { settings } = useManageWords();
  const { isSaving, save } = useSaving();
  const [title, setTitle] = useState(reply?.title ?? '');
  const [text, setText] = useState(reply?.text ?? '');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const body = { title: title.trim(), text: text.trim() };
    const isKept = await save(async () => keep(reply?.id, body), RENEWED);
    if (!isKept) return;
    setTitle('');
    setText('');
    close();
  };
  return (
    <form className={page['card']} onSubmit={(event) => void submit(event)}>
      <h3>{reply === undefined ? settings.replies.add : settings.replies.edit}</h3>
      <TextField
        required
        label={settings.replies.title}
        value={title}
        write={setTitle}
        maxLength={LONGEST_TITLE}
      />
      <label className={controls['field']}>
        <span>{settings.replies.text}</span>
        <textarea
          required
          className={controls['input']}
          rows={4}
          maxLength={LONGEST_TEXT}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <div className={page['actions']}>
        <Button type="submit" look="primary" disabled={isSaving || title.trim() === '' || text.trim() === ''}>
          {words.save}
        </Button>
        {reply !== undefined && <Button onClick={close}>{words.cancel}</Button>}
      </div>
    </form>
  );
}

async function keep(id: string | undefined, body: { title: string; text: string }): Promise<unknown> {
  if (id === undefined) return answerOf(api.POST('/v1/saved-replies', { body }));
  return answerOf(api.PUT('/v1/saved-replies/{replyId}', { params: { path: { replyId: id } }, body }));
}
