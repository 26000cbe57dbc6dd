import { useState } from 'react';
import { answerOf, api } from '../api/client.ts';
import type { components } from '../api/schema.ts';
import type { PointsTable, Replay, Settings } from '../api/manage-types.ts';
import { complain } from '../inbox/actions.ts';
import { useManageWords } from '../manage/manage-words.ts';
import page from '../manage/page.module.css';
import { useSaving } from '../manage/use-saving.ts';
import { useWords } from '../texts/texts.tsx';
import { Button } from '../ui/button.tsx';
import { PointsTables } from './points-tables.tsx';
import { ReplayResult } from './replay-result.tsx';

/** The points of the routing criteria: changed, tried on last month's decisions, then kept. */
export function PointsSection({ settings: kept }: { settings: Settings }) {
  const words = useWords();
  const { settings } = useManageWords();
  const { isSaving, save } = useSaving();
  const [points, setPoints] = useState<PointsTable>(() => tableOf(kept));
  const { replay, isReplaying, tryOut } = useReplay(points);
  const keep = async (next: PointsTable | null) => {
    const body = { points: next as PointsBody['points'], basedOn: kept.revision };
    const call = async () => setPoints(tableOf(await answerOf(api.PUT('/v1/settings/points', { body }))));
    await save(call, { renew: [['settings']] });
  };
  return (
    <>
      <section className={page['card']}>
        <h2>{settings.sections.points}</h2>
        <p className={page['hint']}>{settings.pointsHint}</p>
        <PointsTables points={points} change={setPoints} />
        <div className={page['actions']}>
          <Button look="primary" disabled={isSaving} onClick={() => void keep(points)}>
            {words.save}
          </Button>
          <Button disabled={isReplaying} onClick={() => void tryOut()}>
            {isReplaying ? settings.replaying : settings.replay}
          </Button>
          <Button disabled={isSaving} onClick={() => void keep(null)}>
            {settings.reset}
          </Button>
        </div>
      </section>
      {replay !== undefined && <ReplayResult replay={replay} />}
    </>
  );
}

/** How last month's decisions would change; nothing is sent and nothing kept. */
function useReplay(points: PointsTable) {
  const words = useWords();
  const [replay, setReplay] = useState<Replay>();
  const [isReplaying, setReplaying] = useState(false);
  const tryOut = async () => {
    setReplaying(true);
    try {
      setReplay(
        await answerOf(
          api.POST('/v1/settings/points/replay', { body: { points: points as PointsBody['points'] } }),
        ),
      );
    } catch (problem) {
      complain(words, problem);
    } finally {
      setReplaying(false);
    }
  };
  return { replay, isReplaying, tryOut };
}

type PointsBody = components['schemas']['PointsBody'];

/** The points in force, without what says whose they are. */
function tableOf({ points: { version: _version, isOwn: _own, ...table } }: Settings): PointsTable {
  return table;
}
