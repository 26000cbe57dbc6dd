import { BUILT_IN_JOURNEYS } from '../domain/journeys/built-in/journeys.ts';
import type { JourneyDefinition, JourneyVersion } from '../domain/journeys/definition.ts';
import { validateJourney } from '../domain/journeys/validate-journey.ts';
import type { Instant } from '../domain/instant.ts';
import { AppError } from '../errors.ts';
import type { JourneyHead, JourneyStore } from '../ports/journey-store.ts';

/** Somebody else being quicker so often means that something is wrong. */
const TRIES = 20;

function builtIn(journeyId: string): JourneyDefinition | undefined {
  return Object.hasOwn(BUILT_IN_JOURNEYS, journeyId) ? BUILT_IN_JOURNEYS[journeyId] : undefined;
}

/** Every journey of a tenant, in the order of their ids: its own, and those of the product. */
export async function listJourneys(store: JourneyStore): Promise<readonly JourneyHead[]> {
  const kept = await store.list();
  const brought = Object.entries(BUILT_IN_JOURNEYS)
    .filter(([id]) => kept.every(({ journeyId }) => journeyId !== id))
    .map(([journeyId, { name }]) => ({ journeyId, name, number: 1, isBuiltIn: true }));
  return [...kept, ...brought].sort((one, other) => (one.journeyId < other.journeyId ? -1 : 1));
}

/**
 * The version that people enter now. What the product brings counts until the tenant has written its own; when a new
 * release brings something else, that is the next version. @throws AppError `not-found`.
 */
export async function currentJourney(
  store: JourneyStore,
  journeyId: string,
  now: Instant,
): Promise<JourneyVersion> {
  const latest = await store.latest(journeyId);
  const brought = builtIn(journeyId);
  if (latest !== undefined && (!latest.isBuiltIn || isSame(latest.definition, brought))) return latest;
  if (brought === undefined) throw new AppError('not-found', `There is no journey ${journeyId}.`);
  const number = (latest?.number ?? 0) + 1;
  return { journeyId, number, createdAt: now, definition: brought, isBuiltIn: true };
}

/** The same, written down, so that those who enter can finish on it. @throws AppError `not-found`. */
export async function enterableJourney(
  store: JourneyStore,
  journeyId: string,
  now: Instant,
): Promise<JourneyVersion> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const current = await currentJourney(store, journeyId, now);
    const kept = await store.read(journeyId, current.number);
    if (kept !== undefined && isSame(kept.definition, current.definition)) return kept;
    if ((await store.add(current)) === 'added') return current;
  }
  throw new Error('A journey is being changed too often');
}

/** One version. @throws AppError `not-found`. */
export async function readJourneyVersion(
  store: JourneyStore,
  journeyId: string,
  number: number,
  now: Instant,
): Promise<JourneyVersion> {
  const kept = await store.read(journeyId, number);
  if (kept !== undefined) return kept;
  const current = await currentJourney(store, journeyId, now);
  if (current.number === number) return current;
  throw new AppError('not-found', `There is no version ${number} of ${journeyId}.`);
}

/**
 * Writes the next version of a journey, unless it is what the newest one says already. Who is under way finishes on
 * the version that they entered. @throws AppError `invalid-request` that names everything that is wrong.
 */
export async function publishJourney(
  store: JourneyStore,
  journeyId: string,
  definition: JourneyDefinition,
  now: Instant,
): Promise<JourneyVersion> {
  const errors = validateJourney(definition);
  const [first] = errors;
  if (first !== undefined) throw new AppError('invalid-request', `${first.path} ${first.message}.`, errors);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const latest = await store.latest(journeyId);
    if (latest !== undefined && !latest.isBuiltIn && isSame(latest.definition, definition)) return latest;
    const number = (latest?.number ?? 0) + 1;
    const version: JourneyVersion = { journeyId, number, createdAt: now, definition, isBuiltIn: false };
    if ((await store.add(version)) === 'added') return version;
  }
  throw new Error('A journey is being changed too often');
}

/** As text: what is undefined is not there, and the order of fields says nothing. */
function isSame(one: JourneyDefinition, other: JourneyDefinition | undefined): boolean {
  return other !== undefined && JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

/** The value with the fields of its objects in the order of their names. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(fields.map(([name, field]) => [name, sorted(field)]));
}
