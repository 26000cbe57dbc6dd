import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.ts';
import { useManageWords } from '../manage/manage-words.ts';
import page from '../manage/page.module.css';
import { useSaving } from '../manage/use-saving.ts';
import { useWords } from '../texts/texts.tsx';
import { Button } from '../ui/button.tsx';
import controls from '../ui/controls.module.css';
import type { Template } from './queries.ts';
import styles from './template-editor.module.css';

/** Every version that was saved, and the catalogue's: any of them can be put in use. */
export function Versions({ template: { id, publishedVersion } }: { template: Template }) {
  const words = useWords();
  const { templates } = useManageWords();
  const { isSaving, save } = useSaving();
  const { data } = useQuery({
    queryKey: ['versions', id],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/v1/templates/{templateId}/versions', { params: { path: { templateId: id } }, signal }),
      ),
  });
  const saved = data?.items.filter(({ version }) => version > 0) ?? [];
  const all: { version: number; createdAt?: string }[] = [...saved, { version: 0 }];
  const publish = async (version: number) =>
    save(
      () =>
        answerOf(
          api.POST('/v1/templates/{templateId}/publish', {
            params: { path: { templateId: id } },
            body: { version },
          }),
        ),
      { said: templates.published, renew: [['template', id], ['templates']] },
    );
  return (
    <section className={page['card']}>
      <h2>{templates.versions}</h2>
      <ul>
        {all.map(({ version, createdAt }) => (
          <li key={version} className={styles['version']}>
            <span>
              {version === 0 ? templates.originals : templates.version(version)}
              {createdAt !== undefined && ` – ${words.formats.instant(createdAt)}`}
            </span>
            {version === publishedVersion ? (
              <span className={controls['chip']}>{templates.current}</span>
            ) : (
              <Button small disabled={isSaving} onClick={() => void publish(version)}>
                {templates.putInUse}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
