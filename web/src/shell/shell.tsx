import { lazy, Suspense, useEffect, useState } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import type { ConversationView } from '../api/types.ts';
import { useDisplayName } from '../inbox/display-name.ts';
import { InboxPage } from '../inbox/inbox-page.tsx';
import { useGlobalKeys } from '../keys/global-keys.ts';
import { Opening } from '../keys/opening.tsx';
import { useFreshness } from '../live/use-freshness.ts';
import type { AppConfig } from '../session/config.ts';
import { useWords } from '../texts/texts.tsx';
import controls from '../ui/controls.module.css';
import { PaneBoundary } from '../ui/pane-boundary.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { say, Toasts } from '../ui/toast.tsx';
import { Navigation } from './navigation.tsx';
import { Notices } from './notices.tsx';
import styles from './shell.module.css';

const AgendaPage = lazy(() => import('../agenda/agenda-page.tsx'));
const BroadcastsPage = lazy(() => import('../broadcasts/broadcasts-page.tsx'));
const JourneysPage = lazy(() => import('../journeys/journeys-page.tsx'));
const ProspectsPage = lazy(() => import('../prospects/prospects-page.tsx'));
const TemplatesPage = lazy(() => import('../templates/templates-page.tsx'));
const StatisticsPage = lazy(() => import('../statistics/statistics-page.tsx'));
const SettingsPage = lazy(() => import('../settings/settings-page.tsx'));
const Palette = lazy(() => import('../keys/palette.tsx'));
const KeySheet = lazy(() => import('../keys/key-sheet.tsx'));

export type Overlay = 'palette' | 'keys' | undefined;

/** The frame that stays: where to go, what is wrong, and the page in between. */
export function Shell({ config }: { config: AppConfig }) {
  const words = useWords();
  const [overlay, setOverlay] = useState<Overlay>();
  const announcement = useAnnouncements(config);
  useGlobalKeys(setOverlay);
  return (
    <div className={styles['shell']}>
      <a className={styles['skip']} href="#content">
        {words.toContent}
      </a>
      <Navigation open={setOverlay} />
      <div className={styles['page']}>
        <Notices />
        <main id="content" className={styles['content']} tabIndex={-1}>
          <Pages />
        </main>
      </div>
      <Overlays overlay={overlay} open={setOverlay} />
      <Toasts />
      <p className={controls['hidden']} role="log" aria-live="polite">
        {announcement}
      </p>
    </div>
  );
}

function Overlays({ overlay, open }: { overlay: Overlay; open: (overlay: Overlay) => void }) {
  const words = useWords();
  const close = () => open(undefined);
  const failed = () => {
    close();
    say(words.failing.pane);
  };
  if (overlay === undefined) return undefined;
  const label = overlay === 'palette' ? words.keys.palette : words.keys.title;
  return (
    <PaneBoundary of={overlay} failed={failed}>
      <Suspense fallback={<Opening label={label} cancel={close} />}>
        {overlay === 'palette' && <Palette close={close} showKeys={() => open('keys')} />}
        {overlay === 'keys' && <KeySheet close={close} />}
      </Suspense>
    </PaneBoundary>
  );
}

function Pages() {
  const [path] = useLocation();
  return (
    <PaneBoundary of={path}>
      <Suspense fallback={<Skeleton rows={8} />}>
        <Switch>
          <Route path="/inbox" component={InboxPage} />
          <Route path="/prospects" component={ProspectsPage} />
          <Route path="/broadcasts/:broadcastId?" component={BroadcastsPage} />
          <Route path="/journeys/:journeyId?" component={JourneysPage} />
          <Route path="/agenda" component={AgendaPage} />
          <Route path="/templates" component={TemplatesPage} />
          <Route path="/templates/:templateId" component={TemplatesPage} />
          <Route path="/statistics" component={StatisticsPage} />
          <Route path="/settings" component={SettingsPage} />
          <Route>
            <Redirect to="/inbox" replace />
          </Route>
        </Switch>
      </Suspense>
    </PaneBoundary>
  );
}

/** Keeps everything fresh, and says aloud who wrote. */
function useAnnouncements(config: AppConfig): string {
  const words = useWords();
  const nameOf = useDisplayName();
  const [text, setText] = useState('');
  useFreshness(config, (conversation: ConversationView) => {
    setText(words.newMessageFrom(nameOf(conversation)));
  });
  useEffect(() => {
    const timer = setTimeout(() => setText(''), 5_000);
    return () => clearTimeout(timer);
  }, [text]);
  return text;
}
