import { queryOptions, useQuery } from '@tanstack/react-query';
import { type ComponentType, useEffect } from 'react';
import { Link, useSearch } from 'wouter';
import { answerOf, api } from '../api/client.ts';
import type { Settings } from '../api/manage-types.ts';
import { useManageWords } from '../manage/manage-words.ts';
import page from '../manage/page.module.css';
import { useMe } from '../session/me.tsx';
import { useWords } from '../texts/texts.tsx';
import { Failed } from '../ui/pane-boundary.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { BrandSection } from './brand-section.tsx';
import { KeysSection } from './keys-section.tsx';
import { NoticesSection } from './notices-section.tsx';
import { PointsSection } from './points-section.tsx';
import { PolicySection } from './policy-section.tsx';
import { RepliesSection } from './replies-section.tsx';
import { SendersSection } from './senders-section.tsx';
import styles from './settings-page.module.css';

const OF_THE_AGENCY = ['senders', 'policy', 'points', 'brand', 'keys'] as const;
const OF_EVERYBODY = ['notices', 'replies'] as const;

const CONTENTS: Record<(typeof OF_THE_AGENCY)[number], ComponentType<{ settings: Settings }>> = {
  senders: SendersSection,
  policy: PolicySection,
  points: PointsSection,
  brand: BrandSection,
  keys: KeysSection,
};

const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/settings', { signal })),
});

export default function SettingsPage() {
  const words = useWords();
  const { settings } = useManageWords();
  const { agent } = useMe();
  useEffect(() => {
    document.title = `${settings.title} – ${words.product}`;
  }, [settings.title, words.product]);
  const asked = new URLSearchParams(useSearch()).get('section');
  const sections = agent.role === 'admin' ? [...OF_THE_AGENCY, ...OF_EVERYBODY] : OF_EVERYBODY;
  const section = sections.find((one) => one === asked) ?? sections[0] ?? 'notices';
  useEffect(() => {
    // On a phone there are more than fit.
    document
      .querySelector('nav a[aria-current][href*="section"]')
      ?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, [section]);
  return (
    <div className={page['main']}>
      <div className={page['body']}>
        <div className={page['head']}>
          <h1>{settings.title}</h1>
        </div>
        <nav className={styles['sections']} aria-label={settings.title}>
          {sections.map((one) => (
            <Link
              key={one}
              className={styles['section']}
              to={`/settings?section=${one}`}
              aria-current={one === section ? 'page' : undefined}
            >
              {settings.sections[one]}
            </Link>
          ))}
        </nav>
        <Shown section={section} />
      </div>
    </div>
  );
}

type Section = (typeof OF_THE_AGENCY)[number] | (typeof OF_EVERYBODY)[number];

function Shown({ section }: { section: Section }) {
  if (section === 'notices') return <NoticesSection />;
  return section === 'replies' ? <RepliesSection /> : <OfAgency section={section} />;
}

/** What administrators decide for everybody. */
function OfAgency({ section }: { section: (typeof OF_THE_AGENCY)[number] }) {
  const { data, isError, refetch } = useQuery(settingsQuery);
  const Content = CONTENTS[section];
  if (data !== undefined) return <Content settings={data} />;
  return isError ? <Failed retry={() => void refetch()} /> : <Skeleton rows={4} />;
}
