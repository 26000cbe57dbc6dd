import type { ApiProblem } from '../api/problem.ts';
import { useBroadcastWords } from './broadcast-words.ts';

/** What is wrong with a field, by its path in the request. */
export type Problems = (path: string) => string | undefined;

/** What the API said of fields, in the words of the agent where there are any. */
export function useProblems(fields: ApiProblem['fields']): { of: Problems; others: string[] } {
  const { fieldProblems } = useBroadcastWords().draft;
  const said = ({ message }: { message: string }) => fieldProblems[message] ?? message;
  const isShown = ({ path }: { path: string }) => SHOWN.some((known) => path.startsWith(known));
  return {
    of: (path) => {
      const found = fields.find((field) => field.path === path);
      return found && said(found);
    },
    others: fields.filter((field) => !isShown(field)).map((field) => `${field.path} : ${said(field)}`),
  };
}

/** Paths that have a field of their own to be said at. */
const SHOWN = ['content.data.', 'content.property', 'audience.segment', 'audience.upload', 'sendAt'];
