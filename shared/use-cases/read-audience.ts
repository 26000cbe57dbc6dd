import { type Audience, CHUNK_SIZE, LONGEST_AUDIENCE, type RowError } from '../domain/audience.ts';
import type { Recipient } from '../domain/broadcast.ts';
import { SeenPeople } from '../domain/seen-people.ts';
import { isInSegment, type SegmentCriteria } from '../domain/segment.ts';
import type { TableRow } from '../domain/table-row.ts';
import type { AudienceFiles, AudienceRef } from '../ports/audience-files.ts';
import type { Clock } from '../ports/clock.ts';
import { type TableReader, UnreadableTable } from '../ports/table-reader.ts';
import type { TenantScopes } from '../ports/tenant-scope.ts';
import { errorFile } from './error-file.ts';

/** How a file of people is read. Nothing of it has an effect. */
export interface AudienceTable {
  read: TableReader;
  /** What a heading lacks. */
  headingProblem: (columns: readonly string[]) => string | undefined;
  /** The columns that are variables of a template. */
  variablesIn: (columns: readonly string[]) => readonly string[];
  recipientOf: (row: TableRow) => Recipient | RowError;
}

export interface AudiencePorts {
  clock: Clock;
  scopes: TenantScopes;
  audiences: AudienceFiles;
  table: AudienceTable;
}

/** Errors of more rows say nothing new, and would be a large file. */
const ERRORS_KEPT = 10_000;
/** Chunks that are written side by side. */
const WRITTEN_AT_ONCE = 8;

/**
 * Reads the people of an audience into chunks: of an uploaded file, row by row, or of a segment as it is now. Harmless
 * twice: chunks are numbered, and their number is written last.
 */
export async function readAudience(ports: AudiencePorts, ref: AudienceRef): Promise<Audience | undefined> {
  const store = ports.scopes(ref.tenantId).audiences;
  const audience = await store.get(ref.audienceId);
  if (audience === undefined || audience.status === 'ready' || audience.status === 'refused') return audience;
  const read = await contentOf(ports, ref, audience).catch((error: unknown) => {
    if (error instanceof UnreadableTable) return { reason: error.message };
    throw error;
  });
  const status = 'reason' in read ? ('refused' as const) : ('ready' as const);
  const known = { ...audience, ...read, status };
  await store.put(known);
  return known;
}

type Read = Pick<Audience, 'people' | 'duplicates' | 'refused' | 'chunks' | 'variables'>;

async function contentOf(
  ports: AudiencePorts,
  ref: AudienceRef,
  { source }: Audience,
): Promise<Read & { reason?: string }> {
  if (source.kind === 'segment') {
    const people = peopleOfSegment(ports, ref.tenantId, source.criteria);
    return keepPeople(ports.audiences, ref, people, {
      perHousehold: source.perHousehold === true,
      kept: ({ prospect }) => ({ prospect: { id: prospect.id } }),
    });
  }
  const file = await ports.audiences.uploaded(ref);
  if (file === undefined) throw new UnreadableTable('nothing was uploaded');
  const { columns, rows } = await ports.table.read(file);
  const problem = ports.table.headingProblem(columns);
  if (problem !== undefined) throw new UnreadableTable(problem);
  const errors: RowError[] = [];
  let refused = 0;
  async function* fitting(): AsyncGenerator<Recipient> {
    for await (const row of rows) {
      if (row.number > LONGEST_AUDIENCE)
        throw new UnreadableTable(`the file has more than ${LONGEST_AUDIENCE} rows`);
      const person = ports.table.recipientOf(row);
      if ('prospect' in person) yield person;
      else {
        refused += 1;
        if (errors.length < ERRORS_KEPT) errors.push(person);
      }
    }
  }
  const kept = await keepPeople(ports.audiences, ref, fitting());
  if (refused > 0) await ports.audiences.writeErrors(ref, errorFile(errors, refused));
  const read = { ...kept, refused, variables: ports.table.variablesIn(columns) };
  return kept.people === 0 ? { ...read, reason: 'no row of the file says who to write to' } : read;
}

/** Everybody in a segment now. */
export async function* peopleOfSegment(
  { scopes, clock }: Pick<AudiencePorts, 'scopes' | 'clock'>,
  tenantId: string,
  criteria: SegmentCriteria,
): AsyncGenerator<Recipient> {
  const now = clock.now();
  let after: string | undefined;
  do {
    const page = await scopes(tenantId).people.everybody(after);
    for (const person of page.people)
      if (isInSegment(criteria, person, now)) yield { prospect: person.prospect };
    after = page.next;
  } while (after !== undefined);
}

interface Keeping {
  /** Of those who live together, one alone is kept. */
  perHousehold?: boolean;
  /** What is written of each. */
  kept?: (person: Recipient) => Recipient;
}

/** Writes people into chunks, without those who were there before. */
export async function keepPeople(
  files: AudienceFiles,
  ref: AudienceRef,
  people: AsyncIterable<Recipient> | Iterable<Recipient>,
  { perHousehold, kept = (person) => person }: Keeping = {},
): Promise<Read> {
  const seen = new SeenPeople(perHousehold);
  const counts = { people: 0, duplicates: 0, refused: 0, chunks: 0 };
  const writing = new Set<Promise<void>>();
  let chunk: Recipient[] = [];
  const write = async (): Promise<void> => {
    const task = files.writeChunk(ref, String(counts.chunks), chunk);
    writing.add(task);
    void task.then(
      () => writing.delete(task),
      () => {},
    );
    counts.chunks += 1;
    chunk = [];
    if (writing.size >= WRITTEN_AT_ONCE) await Promise.race(writing);
  };
  for await (const person of people) {
    if (!seen.add(person.prospect)) {
      counts.duplicates += 1;
      continue;
    }
    counts.people += 1;
    chunk.push(kept(person));
    if (chunk.length === CHUNK_SIZE) await write();
  }
  if (chunk.length > 0) await write();
  await Promise.all(writing);
  return counts;
}
