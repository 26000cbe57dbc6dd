import type { ConversationDetails, ConversationView, Prospect } from '../api/types.ts';
import { useWords } from '../texts/texts.tsx';

type Named = ConversationView | ConversationDetails | Prospect | undefined;

/** How a person is called on the screen: by name, else by the number or address that they wrote from. */
export function useDisplayName(): (view: Named) => string {
  const { row } = useWords();
  return (view) => {
    const { name, phone, whatsapp, email } = {
      ...(view && 'prospect' in view ? view.prospect : {}),
      ...view,
    };
    return grouped(name ?? phone ?? whatsapp ?? email ?? row.nobody);
  };
}

/** French numbers are read by twos: `+33 6 12 34 56 78`. */
function grouped(text: string): string {
  const [, first, rest] = /^\+33(\d)(\d{8})$/.exec(text) ?? [];
  return first === undefined || rest === undefined ? text : `+33 ${first} ${rest.match(/../g)?.join(' ')}`;
}
