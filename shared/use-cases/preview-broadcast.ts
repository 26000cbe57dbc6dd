import { CHUNK_SIZE } from '../domain/audience.ts';
import type { Broadcast, Recipient } from '../domain/broadcast.ts';
import {
  addPlanCounts,
  type LeftOut,
  noPlanCounts,
  type PlanCounts,
  planOf,
  scaledCounts,
} from '../domain/broadcast-plan.ts';
import { SeenPeople } from '../domain/seen-people.ts';
import { acceptAudience } from './accept-consent.ts';
import type { BroadcastPorts } from './broadcast-ports.ts';
import { decideRecipients } from './decide-recipients.ts';
import { withPublishedVersion } from './own-wordings.ts';
import { peopleOfSegment } from './read-audience.ts';
import { type BroadcastRequest, isOnePerHousehold, requestedAudience } from './requested-audience.ts';

/** Deciding on more people than this takes longer than a request may: the rest is counted like them. */
const LOOKED_AT = 10_000;
/** Chunks that are decided on side by side. */
const AT_ONCE = 4;

export interface BroadcastPreview {
  people: number;
  duplicates: number;
  /** How many were decided on, when they are not all. */
  sampled?: number;
  counts: PlanCounts;
  /** Of those who were decided on. */
  leftOut: readonly LeftOut[];
}

interface Sample {
  people: number;
  duplicates: number;
  some: readonly Recipient[];
}

/**
 * What would become of a broadcast if it left now, or when it is asked to: nothing is kept or sent.
 * @throws AppError as `submitBroadcast` does.
 */
export async function previewBroadcast(
  ports: BroadcastPorts,
  asked: BroadcastRequest,
): Promise<BroadcastPreview> {
  const { tenantId, draft } = asked;
  const request = { ...asked, audience: acceptAudience(asked.audience, ports.clock.now()) };
  const known = await requestedAudience(ports, request);
  const { people, duplicates, some } = await sampleOf(ports, request, known);
  const now = Math.max(ports.clock.now(), draft.sendAt ?? 0);
  const scope = ports.scopes(tenantId);
  const tenant = await ports.tenants.get(tenantId);
  const content = await withPublishedVersion(scope.templates, draft.content, now);
  const broadcast: Broadcast = { ...draft, content, id: 'bc_preview', tenantId, createdAt: now };
  let counts = noPlanCounts();
  const leftOut: LeftOut[] = [];
  const step = CHUNK_SIZE * AT_ONCE;
  for (let next = 0; next < some.length; next += step) {
    const chunks = inChunks(some.slice(next, next + step));
    const decided = await Promise.all(
      chunks.map((chunk) => decideRecipients(scope, { broadcast, tenant, now }, chunk)),
    );
    for (const plan of decided.map(planOf)) {
      counts = addPlanCounts(counts, plan.counts);
      leftOut.push(...plan.leftOut);
    }
  }
  if (some.length >= people) return { people, duplicates, counts, leftOut };
  return {
    people,
    duplicates,
    sampled: some.length,
    counts: scaledCounts(counts, people / some.length),
    leftOut,
  };
}

function inChunks(people: readonly Recipient[]): (readonly Recipient[])[] {
  return Array.from({ length: Math.ceil(people.length / CHUNK_SIZE) }, (_, index) =>
    people.slice(index * CHUNK_SIZE, (index + 1) * CHUNK_SIZE),
  );
}

async function sampleOf(
  ports: BroadcastPorts,
  { tenantId, audience, draft }: BroadcastRequest,
  { source, id = '', people = 0, duplicates = 0, chunks = 0 }: Awaited<ReturnType<typeof requestedAudience>>,
): Promise<Sample> {
  if (audience.kind === 'given') return withoutDuplicates(audience.people, isOnePerHousehold(draft));
  if (source.kind === 'segment')
    return withoutDuplicates(peopleOfSegment(ports, tenantId, source.criteria), source.perHousehold === true);
  // Files are often sorted: chunks from everywhere in it.
  const wanted = Math.min(chunks, LOOKED_AT / CHUNK_SIZE);
  const some = await Promise.all(
    Array.from({ length: wanted }, (_, index) =>
      ports.audiences.readChunk({ tenantId, audienceId: id }, String(Math.floor((index * chunks) / wanted))),
    ),
  );
  return { people, duplicates, some: some.flat() };
}

/** People of a segment come in no order that means anything: the first are like the others. */
async function withoutDuplicates(
  all: AsyncIterable<Recipient> | Iterable<Recipient>,
  perHousehold: boolean,
): Promise<Sample> {
  const seen = new SeenPeople(perHousehold);
  const some: Recipient[] = [];
  const counts = { people: 0, duplicates: 0 };
  for await (const person of all) {
    if (!seen.add(person.prospect)) counts.duplicates += 1;
    else {
      counts.people += 1;
      if (some.length < LOOKED_AT) some.push(person);
    }
  }
  return { ...counts, some };
}
