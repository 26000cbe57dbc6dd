import { useState } from 'react';
import { type MergePatch, mergePatch, mergePatchBetween } from '../../../shared/domain/merge-patch.ts';
import { answerOf, api } from '../api/client.ts';
import type { ApiProblem } from '../api/problem.ts';
import type { ProspectPatch } from '../api/types.ts';
import { useManageWords } from '../manage/manage-words.ts';
import { useSaving } from '../manage/use-saving.ts';
import { say } from '../ui/toast.tsx';

interface Edits<Known> {
  /** What is known, with what was edited. */
  shown: Known;
  edit: (changes: Edit<Known>) => void;
  keep: () => Promise<void>;
  isSaving: boolean;
  /** What the API said of single fields. */
  fields: ApiProblem['fields'];
}

/** A text without letters stands for a field that is to go. */
type Edit<Known> = { [Name in keyof Known]?: Known[Name] | '' | undefined };

/**
 * What an agent edits of a person, apart from what is known of them: only what differs is sent, so that nothing else
 * is lost, nor what a colleague changes meanwhile. @param patchOf where in the person it belongs.
 */
export function useEdits<Known extends object>(
  person: string,
  known: Known,
  patchOf: (changed: MergePatch<Known>) => ProspectPatch,
): Edits<Known> {
  const { prospects } = useManageWords();
  const { isSaving, fields, save } = useSaving();
  const [edits, setEdits] = useState<Edit<Known>>({});
  const keep = async () => {
    const changed = mergePatchBetween(known, mergePatch(known, patchIn(edits)) as Known);
    if (Object.keys(changed).length === 0) {
      setEdits({});
      return say(prospects.unchanged);
    }
    const isKept = await save(async () => patchProspect(person, patchOf(changed as MergePatch<Known>)), {
      renew: [['prospect', person], ['prospects'], ['conversation', person]],
    });
    // What was typed meanwhile stays typed.
    if (isKept) setEdits((now) => (now === edits ? {} : now));
  };
  return {
    shown: mergePatch(known, edits) as Known,
    edit: (changes) => setEdits((now) => ({ ...now, ...changes })),
    keep,
    isSaving,
    fields,
  };
}

function patchIn(edits: object): object {
  const given = Object.entries(edits).map(([name, value]: [string, unknown]) => {
    const text = typeof value === 'string' ? value.trim() : value;
    return [name, text === '' ? null : text];
  });
  return Object.fromEntries(given) as object;
}

async function patchProspect(prospectId: string, body: ProspectPatch): Promise<void> {
  const params = { path: { prospectId } };
  const headers = { 'content-type': 'application/merge-patch+json' };
  await answerOf(api.PATCH('/v1/prospects/{prospectId}', { params, headers, body }));
}
