import { MINUTE } from '../../shared/domain/instant.ts';
import { attemptsOf, type MessageRecord } from '../../shared/domain/message-record.ts';
import { peopleCounted } from '../../shared/domain/pack-run.ts';
import { mergeTallies } from '../../shared/domain/statistics.ts';
import type { PlannedBroadcast } from './planned-broadcast.ts';
import { type Scenario, TENANT } from './scenario.ts';
import type { World } from './world.ts';

/** A run that began before its broadcast was stopped calls for four minutes more; a slow provider takes it later still. */
const LAST_CALLS = 6 * MINUTE;

/** Everybody of a broadcast is accounted for once, and gets what anybody's message promises. */
export async function checkBroadcasts(
  world: World,
  { broadcasts }: Scenario,
  check: (name: string, record: MessageRecord) => Promise<void>,
): Promise<void> {
  for (const planned of broadcasts) {
    await checkCounts(world, planned);
    await checkPeople(world, planned, check);
    await checkTally(world, planned);
  }
}

async function checkCounts(
  { scopes, witness }: World,
  { name, broadcast, packs, isTwice }: PlannedBroadcast,
) {
  const everybody = packs.flatMap(({ recipients }) => recipients.map(({ messageId }) => messageId));
  const people = new Set(everybody).size;
  const counted = peopleCounted(await scopes(TENANT).broadcasts.packCounts(broadcast.id));
  // Whom one pack sends back another may reach.
  const isRight = isTwice ? counted >= people && counted <= everybody.length : counted === people;
  if (!isRight) witness.note('everybody-counted', name, `${counted} of ${people} people are counted`);
}

async function checkPeople(
  world: World,
  { broadcast, packs }: PlannedBroadcast,
  check: (name: string, record: MessageRecord) => Promise<void>,
): Promise<void> {
  const { scopes, witness } = world;
  const isCancelled = (await scopes(TENANT).broadcasts.state(broadcast.id)) === 'cancelled';
  const recipients = new Map(packs.flatMap((pack) => pack.recipients.map((one) => [one.messageId, one])));
  for (const { messageId, prospect } of recipients.values()) {
    const name = prospect.name ?? '';
    const record = await scopes(TENANT).messages.load(messageId);
    if (record === undefined) {
      if (!isCancelled) witness.note('no-silent-loss', name, 'it was planned and is nowhere');
      continue;
    }
    await check(name, record);
    checkStops(world, broadcast.id, name, record);
  }
}

/** Nothing of a pack leaves while its broadcast is paused, or once it is cancelled. */
function checkStops(world: World, broadcastId: string, name: string, record: MessageRecord): void {
  const { witness } = world;
  const isPacked = attemptsOf(record).some(({ number, pack }) => number === 1 && pack !== undefined);
  const copy = world
    .copies()
    .find(({ messageId, number }) => messageId === record.message.id && number === 1);
  if (!isPacked || copy === undefined) return;
  const before = witness.turns.findLast((turn) => turn.broadcastId === broadcastId && turn.at <= copy.at);
  if (before === undefined || before.to === 'sending' || copy.at - before.at <= LAST_CALLS) return;
  witness.note('stopped-is-stopped', name, `it left long after its broadcast was ${before.to}`);
}

async function checkTally({ scopes, witness }: World, { name, broadcast }: PlannedBroadcast): Promise<void> {
  const { messages, statistics } = scopes(TENANT);
  const records = await Promise.all(messages.all().map((id) => messages.load(id)));
  const attempts = records
    .filter((record) => record?.message.broadcastId === broadcast.id)
    .flatMap((record) => (record === undefined ? [] : attemptsOf(record)));
  const tally = mergeTallies([await statistics.ofBroadcast(broadcast.id)]);
  const counted = Object.values(tally).reduce((sum, { delivered }) => sum + delivered, 0);
  const expected = attempts.filter(({ reached }) => reached?.delivered !== undefined).length;
  if (counted !== expected)
    witness.note('counted-once', name, `${counted} instead of ${expected} delivered of the broadcast`);
}
