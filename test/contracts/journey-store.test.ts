import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUILT_IN_JOURNEYS } from '../../shared/domain/journeys/built-in/journeys.ts';
import type { JourneyVersion } from '../../shared/domain/journeys/definition.ts';
import type { JourneyStore } from '../../shared/ports/journey-store.ts';
import { TUESDAY } from '../support/routing-request.ts';
import { IMPLEMENTATIONS, type OpenStores } from './stores.ts';

const definition = BUILT_IN_JOURNEYS['contract']!;
const version = (number: number, overrides: Partial<JourneyVersion> = {}): JourneyVersion => ({
  journeyId: 'contract',
  number,
  createdAt: TUESDAY,
  definition: { ...definition, name: `Version ${number}` },
  isBuiltIn: false,
  ...overrides,
});

describe.each(IMPLEMENTATIONS)('Journeys in $name', ({ open }) => {
  let stores: OpenStores;
  let journeys: JourneyStore;
  let other: JourneyStore;
  beforeAll(async () => {
    stores = await open();
    journeys = stores.scopes('tenant_a').journeys;
    other = stores.scopes('tenant_b').journeys;
  });
  afterAll(() => stores.close());

  test('keep every version, each written once', async () => {
    expect(await journeys.latest('contract')).toBeUndefined();
    expect(await journeys.add(version(1, { isBuiltIn: true }))).toBe('added');
    for (let number = 2; number <= 11; number += 1) expect(await journeys.add(version(number))).toBe('added');
    expect(await journeys.add(version(2, { definition }))).toBe('taken');
    expect(await journeys.latest('contract')).toEqual(version(11));
    expect(await journeys.read('contract', 1)).toEqual(version(1, { isBuiltIn: true }));
    expect(await journeys.read('contract', 2)).toEqual(version(2));
    expect(await journeys.read('contract', 2)).toEqual(version(2));
    expect(await journeys.read('contract', 12)).toBeUndefined();
    expect(await other.latest('contract')).toBeUndefined();
    expect(await other.read('contract', 1)).toBeUndefined();
  });

  test('are listed by their newest versions, in the order of their ids', async () => {
    await journeys.add(version(1, { journeyId: 'appointment', isBuiltIn: true }));
    await journeys.add(version(1, { journeyId: 'drip' }));
    await journeys.add(version(2, { journeyId: 'drip', isBuiltIn: true }));
    expect(await journeys.list()).toEqual([
      { journeyId: 'appointment', name: 'Version 1', number: 1, isBuiltIn: true },
      { journeyId: 'contract', name: 'Version 11', number: 11, isBuiltIn: false },
      { journeyId: 'drip', name: 'Version 2', number: 2, isBuiltIn: true },
    ]);
    expect(await other.list()).toEqual([]);
  });
});
