import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from '../api/problem.ts';
import { complain } from '../inbox/actions.ts';
import { useWords } from '../texts/texts.tsx';
import { say } from '../ui/toast.tsx';
import { useManageWords } from './manage-words.ts';

interface SavingWords {
  said?: string;
  /** What a 409 means here. */
  conflict?: string;
  renew?: readonly QueryKey[];
}

interface Saving {
  isSaving: boolean;
  /** What the API said of single fields. */
  fields: ApiProblem['fields'];
  /** True when it was kept. */
  save: (call: () => Promise<unknown>, options?: SavingWords) => Promise<boolean>;
}

/** Sends a change, says that it is kept or why not, and reads again what it touched. */
export function useSaving(): Saving {
  const words = useWords();
  const { saved, lostUpdate } = useManageWords();
  const client = useQueryClient();
  const [isSaving, setSaving] = useState(false);
  const [fields, setFields] = useState<ApiProblem['fields']>([]);
  return {
    isSaving,
    fields,
    save: async (call, { said = saved, conflict = lostUpdate, renew = [] } = {}) => {
      setSaving(true);
      setFields([]);
      try {
        await call();
        say(said);
        await Promise.all(renew.map(async (queryKey) => client.invalidateQueries({ queryKey })));
        return true;
      } catch (problem) {
        if (problem instanceof ApiProblem) setFields(problem.fields);
        if (problem instanceof ApiProblem && problem.status === 409) say(conflict);
        else complain(words, problem);
        return false;
      } finally {
        setSaving(false);
      }
    },
  };
}
