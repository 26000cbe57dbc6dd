import type { Prospect } from '../domain/prospect.ts';
import type { Instant } from '../domain/instant.ts';
import type { TenantScope } from '../ports/tenant-scope.ts';
import type { InboxPorts } from './change-conversation.ts';
import { mergeProspects } from './known-prospect.ts';
import { dropFormer, leadTo, makePersonUnfindable } from './make-findable.ts';
import { showName } from './show-name.ts';

/** What is said of a person. */
export interface Introduction {
  given: Prospect;
  /** What was recorded before, as it was just read. */
  stored: Prospect | undefined;
  /** When it was said: when the request was accepted, or the message arrived. */
  saidAt: Instant;
}

/** Another run being quicker so often means that something is wrong. */
const TRIES = 10;

/**
 * Keeps a person whom a request or a message names: writes who is unknown, and merges what is new of who is known: what
 * is given wins over what was said before it, what is absent erases nothing. Nothing is written when nothing new is said,
 * or when the person was erased since. The record comes after what leads to it, so that a run that dies is finished by
 * the next one.
 */
export async function recordPerson(
  ports: InboxPorts,
  tenantId: string,
  { given, stored, saidAt }: Introduction,
): Promise<void> {
  const { prospects } = ports.scopes(tenantId);
  let before = stored;
  for (let tries = 0; tries < TRIES; tries += 1) {
    // An id alone says nothing of a person.
    if (before === undefined && Object.keys(given).length < 2) return;
    // Most say nothing new, and cost no more than this.
    if (before !== undefined && isSame(before, merged(before, given))) return;
    const marks = await prospects.marks(given.id);
    if ((marks.erasedAt ?? -Infinity) >= saidAt) return;
    const isLate = (marks.saidAt ?? -Infinity) > saidAt;
    const now = before === undefined ? given : merged(before, given, isLate);
    const said = Math.max(marks.saidAt ?? saidAt, saidAt);
    if (await write(ports, tenantId, { now, before, saidAt: said })) return;
    before = await prospects.get(given.id);
    if (before === undefined) await takeBack(ports.scopes(tenantId), now);
  }
  throw new Error('A person is being changed too often');
}

interface Writing {
  now: Prospect;
  before: Prospect | undefined;
  saidAt: Instant;
}

/** False when another run changed the person in between. */
async function write(
  ports: InboxPorts,
  tenantId: string,
  { now, before, saidAt }: Writing,
): Promise<boolean> {
  const { prospects, people, search } = ports.scopes(tenantId);
  if (before === undefined || fieldsOf(before) !== fieldsOf(now)) {
    await people.enrol(now.id);
    await leadTo(search, now, before);
    if ((await prospects.save(now, before, { saidAt, at: ports.clock.now() })) === 'lost') return false;
    await dropFormer({ search, prospects }, now, before);
    if (now.name !== undefined && now.name !== before?.name) await showName(ports, tenantId, now);
  }
  const consent = now.consents?.marketing;
  if (consent !== undefined && textOf(consent) !== textOf(before?.consents?.marketing))
    await prospects.recordConsent(now.id, 'marketing', consent);
  return true;
}

/** Erased in between: what was to lead to the record leads nowhere. */
async function takeBack({ people, search }: TenantScope, person: Prospect): Promise<void> {
  await makePersonUnfindable(search, person);
  await people.strike(person.id);
}

/**
 * What is recorded, with what is given; that goes before unless it is late, and then fills in what is missing. A
 * person who is given a name is no stranger any more.
 */
function merged(before: Prospect, given: Prospect, isLate = false): Prospect {
  const { toQualify, ...person } = isLate ? mergeProspects(given, before) : mergeProspects(before, given);
  const isNamed = given.name !== undefined && given.toQualify === undefined;
  return toQualify === undefined || isNamed ? person : { ...person, toQualify };
}

const isSame = (one: Prospect, other: Prospect): boolean => textOf(one) === textOf(other);

/** Consents are kept apart. */
const fieldsOf = ({ consents: _apart, ...fields }: Prospect): string => textOf(fields);

/** The same for the same fields, in whatever order they came. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
