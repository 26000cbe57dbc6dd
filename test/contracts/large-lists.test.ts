import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Conversation } from '../../shared/domain/conversation.ts';
import { MINUTE, SECOND } from '../../shared/domain/instant.ts';
import { composeEntryId, composeMessageId } from '../../shared/domain/message-id.ts';
import type { Page } from '../../shared/domain/page.ts';
import type { KnownPerson } from '../../shared/domain/segment.ts';
import type { Note } from '../../shared/domain/thread.ts';
import type { People } from '../../shared/ports/people.ts';
import type { Found } from '../../shared/ports/search-index.ts';
import { allPages } from '../support/all-pages.ts';
import { appointment, enrolment } from '../support/enrolment.ts';
import { message, prospect, TUESDAY } from '../support/routing-request.ts';
import { IMPLEMENTATIONS, type OpenStores } from './stores.ts';

/** DynamoDB takes 400 KB an item, and answers 1 MB at a time. */
const LARGE = 'x'.repeat(380_000);
const MANY = 3_000;
const SOME = 600;
const ODD_IDS = [
  'a.b.c',
  'dossier/2026/12',
  'Zoé Lefèvre',
  ' espace ',
  'été',
  '~tilde',
  '!',
  '人',
  '🏠',
  'a',
  'a.',
  'ab',
];

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

function note(prospectId: string, number: number, text = 'À rappeler'): Note {
  const at = TUESDAY + number * SECOND;
  return {
    kind: 'note',
    id: composeEntryId('note', prospectId, at, String(number)),
    at,
    by: 'camille',
    text,
  };
}

function conversation(prospectId: string, overrides: Partial<Conversation> = {}): Conversation {
  const preview = { direction: 'inbound', messageId: `in_${prospectId}`, text: 'Bonjour' } as const;
  const base = { prospectId, channel: 'sms', lastAt: TUESDAY, preview, unread: 0, labels: [], counted: [] };
  return { ...base, ...overrides } as Conversation;
}

/** A page of the roll, as other pages are. */
const pageOf = ({ people, next }: Awaited<ReturnType<People['everybody']>>): Page<KnownPerson> => ({
  items: people,
  ...(next !== undefined && { next }),
});

describe.each(IMPLEMENTATIONS)('Lists in $name', ({ open }) => {
  let stores: OpenStores;
  const of = (tenantId: string) => stores.scopes(tenantId);
  beforeAll(async () => {
    stores = await open();
    await stores.fill(async (scopes) => {
      const scope = scopes('many');
      for (const number of numbers(MANY)) {
        await scope.threads.add('talker', note('talker', number));
        await scope.search.add(['li'], { prospectId: `person ${number}`, kind: 'name' });
        const at = TUESDAY + number * SECOND;
        const entryId = composeEntryId('in', 'talker', at, String(number));
        await scope.search.add(['li'], { prospectId: 'talker', kind: 'text', entryId, at });
      }
      for (const number of numbers(SOME)) {
        await scope.enrolments.create(enrolment({ seed: String(number), prospect: prospect({ id: 'p' }) }));
        await scope.broadcastPlans.note({ broadcastId: `bc_${10_000 + number}`, audienceId: 'aud_1' });
        await scope.appointments.create(appointment({ seed: String(number), at: TUESDAY + number * MINUTE }));
        const shown = conversation(`c ${number}`, { lastAt: TUESDAY + number });
        await scope.conversations.change(shown.prospectId, TUESDAY, () => shown);
      }
      for (const number of numbers(12)) await scopes('large').threads.add('w', note('w', number, LARGE));
    });
  }, 60_000);
  afterAll(() => stores.close());

  test('of entries near 380 KB are read whole, page after page, the newest first', async () => {
    const { threads } = of('large');
    const pages = await allPages((before) => threads.recent('w', 50, before));
    const expected = numbers(12).map((number) => note('w', number, LARGE).id);
    expect(pages.flat().map(({ id }) => id)).toEqual(expected.toReversed());
    // An answer of ours must not be larger than Lambda takes.
    expect(Math.max(...pages.map((page) => page.length))).toBeLessThan(15);
    expect((await threads.all('w')).map(({ id }) => id)).toEqual(expected);
    await threads.forget('w');
    expect(await threads.all('w')).toEqual([]);
  });

  test('of messages near 380 KB are read whole, page after page, the newest first', async () => {
    const { messages } = of('large');
    const who = prospect({ id: 'reader' });
    const ids = numbers(9).map((number) =>
      composeMessageId(who.id, TUESDAY + number * SECOND, Buffer.alloc(10, number)),
    );
    for (const id of ids)
      await messages.create(message({ id, prospect: who, tenantId: 'large', content: { html: LARGE } }));
    const pages = await allPages((before) => messages.recent(who.id, 50, before));
    expect(pages.flat().map(({ message: { id } }) => id)).toEqual(ids.toReversed());
    expect((await messages.thread(who.id)).map(({ message: { id } }) => id)).toEqual(ids);
    expect(await messages.countSince(who.id, 'general', 0)).toBe(9);
  });

  test('of enrolments and conversations near 380 KB are read whole, and counted', async () => {
    const { enrolments, conversations } = of('large');
    const known = numbers(6).map((number) =>
      enrolment({ seed: `large ${number}`, prospect: prospect({ id: 'w' }), data: { firstName: LARGE } }),
    );
    for (const one of known) await enrolments.create(one);
    expect(await enrolments.ofProspect('w')).toHaveLength(6);
    expect(
      (await allPages((after) => enrolments.ofJourney(known[0]!.journeyId, 4, after))).flat(),
    ).toHaveLength(6);
    for (const number of numbers(8))
      await conversations.change(`l${number}`, TUESDAY, () =>
        conversation(`l${number}`, { waitingSince: TUESDAY + number, labels: [LARGE] }),
      );
    const list = { kind: 'waiting' } as const;
    const pages = await allPages((after) => conversations.list({ list, limit: 50, after }));
    expect(pages.flat().map(({ prospectId }) => prospectId)).toEqual(
      numbers(8).map((number) => `l${number}`),
    );
    expect(await conversations.count(list, 'sms')).toEqual({ count: 8, atLeast: false });
    const changes = await allPages((after) => conversations.changedSince(Number(after ?? 0), 50));
    expect(changes.flat().map(({ seq }) => seq)).toEqual(numbers(8).map((number) => number + 1));
  });

  test(`of ${MANY} entries and ${SOME} of everything else are read whole, each once, in their order`, async () => {
    const { threads, enrolments, broadcastPlans, appointments, conversations } = of('many');
    const entries = (await allPages((before) => threads.recent('talker', 170, before))).flat();
    expect(entries.map(({ at }) => (at - TUESDAY) / SECOND)).toEqual(numbers(MANY).toReversed());
    expect(await threads.all('talker')).toHaveLength(MANY);
    const { journeyId } = enrolment({ seed: '0' });
    const entered = (await allPages((after) => enrolments.ofJourney(journeyId, 200, after))).flat();
    expect(new Set(entered.map(({ id }) => id)).size).toBe(SOME);
    expect(entered).toHaveLength(SOME);
    const plans = (await allPages((after) => broadcastPlans.list(200, after))).flat();
    expect(plans).toEqual(
      numbers(SOME)
        .map((number) => `bc_${10_000 + number}`)
        .toReversed(),
    );
    const end = TUESDAY + SOME * MINUTE;
    const visits = (await allPages((after) => appointments.between(TUESDAY, end, 200, after))).flat();
    expect(visits.map(({ at }) => (at - TUESDAY) / MINUTE)).toEqual(numbers(SOME));
    const listed = (
      await allPages((after) => conversations.list({ list: { kind: 'all' }, limit: 200, after }))
    ).flat();
    expect(listed.map(({ prospectId }) => prospectId)).toEqual(
      numbers(SOME)
        .map((number) => `c ${number}`)
        .toReversed(),
    );
    const changes = (await allPages((after) => conversations.changedSince(Number(after ?? 0), 220))).flat();
    expect(changes.map(({ seq }) => seq)).toEqual(numbers(SOME).map((number) => number + 1));
  });

  test(`of what a term leads to are read whole, ${MANY} people and as many texts`, async () => {
    const { search } = of('many');
    const people = (await allPages((after) => search.people('li', { limit: 90, after }))).flat();
    expect(new Set(people.map(({ found }) => found.prospectId)).size).toBe(MANY);
    expect(people).toHaveLength(MANY);
    const texts = (await allPages((after) => search.texts('li', { limit: 90, after }))).flat();
    expect(texts.map(({ found: { at = 0 } }) => (at - TUESDAY) / SECOND)).toEqual(numbers(MANY).toReversed());
    expect(await search.count('li', 'text', 500)).toBe(500);
  });

  test('hold people and agents with dots, slashes, accents and spaces in their ids', async () => {
    const { people, prospects, segments, threads, savedReplies, conversations, search } = of('odd');
    for (const id of ODD_IDS) {
      await people.enrol(id);
      await prospects.put({ id });
      await segments.put({ id, name: id, criteria: {} });
      await savedReplies.put({ id, title: id, text: id });
      await threads.keepDraft('someone', id, { text: id, at: TUESDAY });
      await conversations.change(id, TUESDAY, () => conversation(id));
      await search.add(['odd'], { prospectId: id, kind: 'name' });
    }
    const sorted = ODD_IDS.toSorted();
    const everybody = (await allPages(async (after) => pageOf(await people.everybody(after)))).flat();
    expect(everybody.map(({ prospect: { id } }) => id).toSorted()).toEqual(sorted);
    expect((await segments.list()).map(({ id }) => id).toSorted()).toEqual(sorted);
    expect((await savedReplies.list()).map(({ id }) => id).toSorted()).toEqual(sorted);
    const list = { kind: 'all' } as const;
    const listed = (await allPages((after) => conversations.list({ list, limit: 2, after }))).flat();
    expect(listed.map(({ prospectId }) => prospectId).toSorted()).toEqual(sorted);
    const found = (await allPages((after) => search.people('odd', { limit: 2, after }))).flat();
    expect(found.map(({ found: { prospectId } }) => prospectId).toSorted()).toEqual(sorted);
    await threads.forget('someone');
    for (const id of ODD_IDS) expect(await threads.draft('someone', id)).toBeUndefined();
  });

  test('go on where they were when who ended a page is gone', async () => {
    const { people, prospects, conversations, search, threads } = of('gone');
    const ids = numbers(9).map((number) => `p.${number}`);
    for (const [number, id] of ids.entries()) {
      await people.enrol(id);
      await prospects.put({ id });
      await conversations.change(id, TUESDAY, () => conversation(id, { lastAt: TUESDAY + number }));
      await search.add(['gone'], { prospectId: id, kind: 'name' });
      await threads.add('talker', note('talker', number));
    }
    let last: string | undefined;
    const listed = await allPages(
      async (after) => {
        const page = await conversations.list({ list: { kind: 'all' }, limit: 2, after });
        last = page.items.at(-1)?.prospectId;
        return page;
      },
      async () => void (await conversations.remove(last ?? '', TUESDAY)),
    );
    expect(listed.flat().map(({ prospectId }) => prospectId)).toEqual(ids.toReversed());
    let lastFound: Found | undefined;
    const found = await allPages(
      async (after) => {
        const page = await search.people('gone', { limit: 2, after });
        lastFound = page.items.at(-1)?.found;
        return page;
      },
      async () => search.remove(['gone'], lastFound!),
    );
    expect(
      found
        .flat()
        .map(({ found: { prospectId } }) => prospectId)
        .toSorted(),
    ).toEqual(ids);
    const everybody = await allPages(
      async (after) => {
        const page = await people.everybody(after);
        last = page.people.at(-1)?.prospect.id;
        return pageOf(page);
      },
      async () => (last === undefined ? undefined : people.strike(last)),
    );
    expect(
      everybody
        .flat()
        .map(({ prospect: { id } }) => id)
        .toSorted(),
    ).toEqual(ids);
    expect((await threads.recent('talker', 3, note('talker', 5).id)).items).toHaveLength(3);
  });
});
