import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { answerOf, api } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import { complain } from '../inbox/actions.ts';
import { useWords } from '../texts/texts.tsx';
import { say } from '../ui/toast.tsx';
import { useBroadcastWords } from './broadcast-words.ts';
import type { KeptDraft } from './kept-draft.ts';
import type { BroadcastBody, DryRun } from './queries.ts';

export interface Checked {
  /** What was asked, to see whether it is still the same. */
  body: string;
  dryRun: DryRun;
}

export interface Sending {
  isBusy: boolean;
  checked: Checked | undefined;
  fields: ApiProblem['fields'];
  check: (body: BroadcastBody) => Promise<void>;
  send: (body: BroadcastBody) => Promise<void>;
}

/** Shows what would leave before anything can, and sends it once, however often it is asked. */
export function useSending(kept: KeptDraft): Sending {
  const words = useWords();
  const { draft } = useBroadcastWords();
  const client = useQueryClient();
  const [, go] = useLocation();
  const [isBusy, setBusy] = useState(false);
  const underWay = useRef(false);
  const [checked, setChecked] = useState<Checked>();
  const [fields, setFields] = useState<ApiProblem['fields']>([]);

  const busily = async (work: () => Promise<void>) => {
    if (underWay.current) return;
    underWay.current = true;
    setBusy(true);
    setFields([]);
    try {
      await work();
    } catch (problem) {
      if (problem instanceof ApiProblem) setFields(problem.fields);
      complain(words, problem);
    } finally {
      underWay.current = false;
      setBusy(false);
    }
  };

  const check = async (body: BroadcastBody) =>
    busily(async () => {
      setChecked(undefined);
      const dryRun = await asked<DryRun>({ ...body, dryRun: true }, crypto.randomUUID());
      setChecked({ body: JSON.stringify(body), dryRun });
    });

  const send = async (body: BroadcastBody) =>
    busily(async () => {
      const attempt = kept.begin(body);
      let id: string;
      try {
        ({ id } = await asked<{ id: string }>(attempt.body, attempt.key));
      } catch (problem) {
        if (problem instanceof ApiProblem && !problem.isPassing) kept.end();
        throw problem;
      }
      kept.forget();
      say(draft.accepted);
      await client.invalidateQueries({ queryKey: ['broadcasts'] });
      go(`/broadcasts/${id}`, { replace: true });
    });

  return { isBusy, checked, fields, check, send };
}

async function asked<Answer>(body: BroadcastBody, key: string): Promise<Answer> {
  const header = { 'Idempotency-Key': key };
  return (await answerOf(api.POST('/v1/broadcasts', { params: { header }, body }))) as Answer;
}
