import { MINUTE, SECOND } from '../../shared/domain/instant.ts';
import type { World } from './world.ts';

const PERSISTENCE = 12;

/** Does something again, under another name, until it is answered: as clients and providers do. */
export async function persist(
  { time, chance }: World,
  name: string,
  attempt: (name: string) => Promise<unknown>,
): Promise<boolean> {
  for (let count = 1; count <= PERSISTENCE; count += 1) {
    const done = await attempt(`${name}, try ${count}`).catch(() => undefined);
    if (done !== undefined) return true;
    const longest = Math.min(10 * MINUTE, 2 ** count * SECOND);
    await new Promise<void>((resolve) => {
      time.after(chance.between(`${name} pause ${count}`, SECOND, longest), resolve);
    });
  }
  return false;
}
