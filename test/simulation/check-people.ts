import type { MessageRecord } from '../../shared/domain/message-record.ts';
import { listProspects } from '../../shared/use-cases/list-prospects.ts';
import { TENANT } from './scenario.ts';
import type { World } from './world.ts';

/** What is promised of the person whom an accepted message names, in a world that has come to rest. */
export async function checkPerson(world: World, name: string, record: MessageRecord): Promise<void> {
  const { id } = record.message.prospect;
  const scope = world.scopes(TENANT);
  const note = (what: string) => world.witness.note('everybody-is-kept', name, what);
  const person = await scope.prospects.get(id);
  if (person === undefined) note(`there is no record of ${id}`);
  if (person?.name === undefined) return;
  const request = { query: person.name, limit: 50, after: undefined };
  const { items } = await listProspects(scope, request);
  if (!items.some((found) => found.id === id)) note(`${id} is not found by name`);
  let after: string | undefined;
  do {
    const page = await scope.people.everybody(after);
    if (page.people.some(({ prospect }) => prospect.id === id)) return;
    after = page.next;
  } while (after !== undefined);
  note(`${id} is not on the roll`);
}
