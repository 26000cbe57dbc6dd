import { changeShown, type InboxPorts } from './change-conversation.ts';

/** Has the conversation of a person say their name. One who has a name is no stranger any more. */
export async function showName(
  ports: InboxPorts,
  tenantId: string,
  prospectId: string,
  name: string,
): Promise<void> {
  await changeShown(ports, tenantId, prospectId, (known) => {
    const isTheirs = known.prospectId === prospectId && (known.name !== name || known.toQualify === true);
    if (!isTheirs) return known;
    const { toQualify: _no, ...rest } = known;
    return { ...rest, name };
  });
}
