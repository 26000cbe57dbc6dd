import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useParams } from 'wouter';
import { useManageWords } from '../manage/manage-words.ts';
import page from '../manage/page.module.css';
import { useWords } from '../texts/texts.tsx';
import controls from '../ui/controls.module.css';
import { Icon } from '../ui/icon.tsx';
import { Failed, PaneBoundary } from '../ui/pane-boundary.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { templatesQuery, type TemplateSummary } from './queries.ts';
import { TemplateEditor } from './template-editor.tsx';

/** The catalogue, and the agency's own words for it. */
export default function TemplatesPage() {
  const words = useWords();
  const { templates, pick } = useManageWords();
  const { templateId } = useParams();
  useEffect(() => {
    document.title = `${templates.title} – ${words.product}`;
  }, [templates.title, words.product]);
  return (
    <div className={page['split']} data-open={templateId !== undefined}>
      <TemplateList open={templateId} />
      <div className={page['main']}>
        <PaneBoundary of={templateId}>
          {templateId === undefined ? (
            <p className={page['nothing']}>{pick}</p>
          ) : (
            <TemplateEditor key={templateId} templateId={templateId} />
          )}
        </PaneBoundary>
      </div>
    </div>
  );
}

function TemplateList({ open }: { open: string | undefined }) {
  const words = useWords();
  const { templates } = useManageWords();
  const [typed, setTyped] = useState('');
  const { data, isError, refetch } = useQuery(templatesQuery);
  const wanted = typed.trim().toLowerCase();
  const items = data?.items.filter(({ name, id }) =>
    `${name[words.language]} ${id}`.toLowerCase().includes(wanted),
  );
  const groups = Map.groupBy(items ?? [], ({ category }) => category);
  return (
    <section className={page['side']} aria-label={templates.title}>
      <div className={page['sideHead']}>
        <h1 className={page['title']}>{templates.title}</h1>
        <input
          className={controls['input']}
          type="search"
          aria-label={templates.placeholder}
          placeholder={templates.placeholder}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </div>
      <div className={page['entries']}>
        {isError && data === undefined && <Failed retry={() => void refetch()} />}
        {data === undefined && !isError && <Skeleton rows={8} />}
        {items?.length === 0 && <p className={page['nothing']}>{templates.none}</p>}
        {[...groups].map(([category, found]) => (
          <section key={category}>
            <h2 className={page['group']}>{templates.categories[category] ?? category}</h2>
            <ul>
              {found.map((template) => (
                <li key={template.id}>
                  <Entry template={template} isOpen={template.id === open} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  );
}

function Entry({ template, isOpen }: { template: TemplateSummary; isOpen: boolean }) {
  const words = useWords();
  const { templates } = useManageWords();
  const { id, name, channels, publishedVersion } = template;
  return (
    <Link className={page['entry']} to={`/templates/${id}`} aria-current={isOpen ? 'true' : undefined}>
      <strong>{name[words.language]}</strong>
      <div className={page['tags']}>
        {channels.map((channel) => (
          <span
            key={channel}
            className={`${controls['chip']} ${controls[channel]}`}
            title={words.channels[channel]}
          >
            <Icon name={channel} size={13} />
            <span className={controls['hidden']}>{words.channels[channel]}</span>
          </span>
        ))}
        {publishedVersion > 0 && <span className={controls['chip']}>{templates.own}</span>}
      </div>
    </Link>
  );
}
