import type { Prospect } from '../domain/prospect.ts';
import { changeShown, type InboxPorts } from './change-conversation.ts';

/**
 * The conversation goes by the name that the person has now. Named, they are no stranger any more; a stranger whose
 * record has no name keeps the one that they wrote under.
 * @param hadName whether a name is taken from them where they have none now.
 */
export async function showName(
  ports: InboxPorts,
  tenantId: string,
  { id, name }: Prospect,
  hadName = false,
): Promise<void> {
  await changeShown(ports, tenantId, id, (known) => {
    if (known.prospectId !== id) return known;
    const { toQualify, name: shown, ...rest } = known;
    if (name !== undefined) return shown === name && toQualify !== true ? known : { ...rest, name };
    return hadName && shown !== undefined && toQualify !== true ? rest : known;
  });
}
