import { lazy, Suspense, useEffect } from 'react';
import { useParams } from 'wouter';
import page from '../manage/page.module.css';
import { useMe } from '../session/me.tsx';
import { useWords } from '../texts/texts.tsx';
import { PaneBoundary } from '../ui/pane-boundary.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { BroadcastDetails } from './broadcast-details.tsx';
import { BroadcastList } from './broadcast-list.tsx';
import { useBroadcastWords } from './broadcast-words.ts';

const NewBroadcast = lazy(() => import('./new-broadcast.tsx'));
const NEW = 'new';

/** What was written to many people at once, and what becomes of it. */
export default function BroadcastsPage() {
  const words = useWords();
  const { title, draft } = useBroadcastWords();
  const { broadcastId } = useParams();
  const isNew = broadcastId === NEW;
  const shown = isNew ? draft.title : title;
  useEffect(() => {
    document.title = `${shown} – ${words.product}`;
  }, [shown, words.product]);
  return (
    <div className={page['split']} data-open={broadcastId !== undefined}>
      <BroadcastList open={broadcastId} />
      <div className={page['main']}>
        <PaneBoundary of={broadcastId}>
          {broadcastId === undefined && <Nothing />}
          {broadcastId !== undefined && !isNew && (
            <BroadcastDetails key={broadcastId} broadcastId={broadcastId} />
          )}
          {isNew && (
            <Suspense fallback={<Skeleton rows={6} />}>
              <NewBroadcast />
            </Suspense>
          )}
        </PaneBoundary>
      </div>
    </div>
  );
}

function Nothing() {
  const { pick, notAllowed } = useBroadcastWords();
  const { scopes } = useMe();
  return (
    <div className={page['nothing']}>
      <p>{pick}</p>
      {!scopes.includes('broadcasts:write') && <p>{notAllowed}</p>}
    </div>
  );
}
