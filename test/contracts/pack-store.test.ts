import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE } from '../../shared/domain/instant.ts';
import type { PackedResult } from '../../shared/domain/pack-run.ts';
import type { PackStart } from '../../shared/ports/pack-store.ts';
import { TUESDAY } from '../support/routing-request.ts';
import { IMPLEMENTATIONS, type OpenStores } from './stores.ts';

const PEOPLE = ['0123456z', 'abcdefgh'];

const start = (owner: string, changes: Partial<PackStart> = {}): PackStart => ({
  owner,
  at: TUESDAY,
  leaseUntil: TUESDAY + MINUTE,
  mayHaveLeft: false,
  people: PEOPLE,
  ...changes,
});

const results = (...entries: [string, string][]): Map<string, PackedResult> =>
  new Map(entries.map(([name, providerId]) => [name, { at: TUESDAY + 5, providerId }]));

describe.each(IMPLEMENTATIONS)('Packs in $name', ({ open }) => {
  let stores: OpenStores;
  let count = 0;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());
  const packs = () => stores.scopes('tenant_a').packs;
  const another = () => ({ broadcastId: 'bc_1', pack: `${(count += 1)}-email` });

  test('are unknown until somebody takes them up', async () => {
    expect(await packs().load(another())).toBeUndefined();
  });

  test('are taken up by one of fifty runs', async () => {
    const ref = another();
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, number) => packs().begin(ref, start(`run_${number}`))),
    );
    expect(outcomes.filter((outcome) => outcome === 'begun')).toHaveLength(1);
  });

  test('are still taken up when the answer was lost and the same run asks again', async () => {
    const ref = another();
    await packs().begin(ref, start('run_1'));
    expect(await packs().begin(ref, start('run_1'))).toBe('begun');
    expect(await packs().load(ref)).toEqual({
      owner: 'run_1',
      leaseUntil: TUESDAY + MINUTE,
      startedAt: TUESDAY,
      released: false,
      mayHaveLeft: false,
      people: PEOPLE,
      finished: false,
      results: new Map(),
    });
  });

  test('are taken over from the run that was seen to hold them, and keep when it all began', async () => {
    const ref = another();
    await packs().begin(ref, start('run_1'));
    const later = start('run_2', { at: TUESDAY + MINUTE, mayHaveLeft: true, people: [] });
    expect(await packs().begin(ref, later)).toBe('lost');
    expect(await packs().begin(ref, later, 'run_0')).toBe('lost');
    expect(await packs().begin(ref, later, 'run_1')).toBe('begun');
    expect(await packs().load(ref)).toMatchObject({
      owner: 'run_2',
      startedAt: TUESDAY,
      mayHaveLeft: true,
      people: [],
    });
  });

  test('are put back with what was found out, and a ticket for whoever comes next', async () => {
    const ref = another();
    await packs().begin(ref, start('run_1'));
    const as = { ticket: 'run_1', mayHaveLeft: false };
    await packs().end(ref, 'run_1', { results: results(['0123456z', 'provider-1']), as });
    expect(await packs().load(ref)).toMatchObject({ released: true, ticket: 'run_1', people: PEOPLE });
    await packs().begin(ref, start('run_2'), 'run_1');
    expect(await packs().load(ref)).toMatchObject({
      released: false,
      ticket: 'run_1',
      results: results(['0123456z', 'provider-1']),
    });
  });

  test.each([
    ['of Resend', '49a3999c-0ce1-4ea6-ab68-afcd6dc2e794'],
    ['of an SMS', 'SM0123456789abcdef0123456789abcdef'],
    ['of a WhatsApp message', 'MMabcdef0123456789abcdef0123456789'],
    ['of anybody else', 'Provider_é/1'],
    ['without anything', ''],
  ])('are finished once, and know the ids %s', async (_, id) => {
    const ref = another();
    const found = results(['0123456z', id], ['abcdefgh', 'another']);
    await packs().begin(ref, start('run_1'));
    await packs().end(ref, 'run_1', { results: found, as: 'finished' });
    expect(await packs().load(ref)).toMatchObject({ finished: true, people: [], results: found });
    expect(await packs().begin(ref, start('run_2'), 'run_1')).toBe('lost');
  });

  test('stay with whoever took over, but keep what a slow run found out', async () => {
    const ref = another();
    await packs().begin(ref, start('run_1'));
    await packs().begin(ref, start('run_2'), 'run_1');
    await packs().end(ref, 'run_1', { results: results(['0123456z', 'slow']), as: 'finished' });
    expect(await packs().load(ref)).toMatchObject({
      owner: 'run_2',
      finished: false,
      results: results(['0123456z', 'slow']),
    });
    await packs().end(ref, 'run_1', { results: new Map(), as: 'finished' });
    expect(await packs().load(ref)).toMatchObject({ finished: false });
  });

  test('are each tenant’s own', async () => {
    const ref = another();
    await packs().begin(ref, start('run_1'));
    expect(await stores.scopes('tenant_b').packs.load(ref)).toBeUndefined();
  });
});
