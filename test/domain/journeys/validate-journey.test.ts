import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BUILT_IN_JOURNEYS } from '../../../shared/domain/journeys/built-in/journeys.ts';
import type { JourneyDefinition, Step } from '../../../shared/domain/journeys/definition.ts';
import { HOUR } from '../../../shared/domain/instant.ts';
import { journeyBody } from '../../../shared/contracts/http/journey-body.ts';
import { journeyView } from '../../../shared/contracts/http/journey-view.ts';
import { toJourney } from '../../../shared/contracts/http/to-journey.ts';
import { tellable, validateEntry } from '../../../shared/domain/journeys/validate-entry.ts';
import { validateJourney } from '../../../shared/domain/journeys/validate-journey.ts';
import { fit } from '../../../shared/runtime/http/json-body.ts';
import { TUESDAY } from '../../support/routing-request.ts';
import { anyDeclared } from './declared.ts';

const wait = (id: string, more: object = {}): Step => ({
  id,
  kind: 'wait',
  timing: { kind: 'lasting', ms: HOUR },
  ...more,
});
const send = (id: string, more: object = {}): Step => ({
  id,
  kind: 'send',
  template: 'VISIT_FOLLOW_UP',
  ...more,
});
const branch = (of: string, cases: { when: string; go: string }[]): Step => ({
  id: 'asked',
  kind: 'branch',
  of,
  within: { kind: 'lasting', ms: HOUR },
  cases,
  otherwise: 'end',
});
const END: Step = { id: 'end', kind: 'exit' };
const declared = (steps: Step[], more: Partial<JourneyDefinition> = {}): JourneyDefinition => ({
  name: 'Relance',
  steps,
  ...more,
});

/** As it would be put again: what a client reads is what it can write. */
function written({ id: _id, version: _version, builtIn: _builtIn, ...body }: Record<string, unknown>) {
  return toJourney(fit(journeyBody, JSON.parse(JSON.stringify(body))));
}

describe.each(Object.entries(BUILT_IN_JOURNEYS))('The journey %s of the product', (journeyId, definition) => {
  test('is sound', () => {
    expect(validateJourney(definition)).toEqual([]);
  });
  test('reads as it can be written', () => {
    const shown = journeyView({ journeyId, number: 1, createdAt: 0, definition, isBuiltIn: true });
    expect(written(shown as Record<string, unknown>)).toEqual(definition);
  });
});

test('Whatever is declared reads as it can be written', () => {
  fc.assert(
    fc.property(anyDeclared, (definition) => {
      const shown = journeyView({ journeyId: 'any', number: 1, createdAt: 0, definition, isBuiltIn: false });
      expect(written(shown as Record<string, unknown>)).toEqual(definition);
    }),
    { numRuns: 100 },
  );
});

describe('A declaration is refused', () => {
  test.each<[string, JourneyDefinition, string, string]>([
    [
      'that goes on nowhere',
      declared([send('a', { next: 'b' })]),
      'steps.0.next',
      'is not the name of a step',
    ],
    [
      'with two steps of one name',
      declared([send('a'), wait('a')]),
      'steps.1.id',
      'is the name of another step',
    ],
    [
      'with a template nobody knows',
      declared([send('a', { template: 'HELLO' })]),
      'steps.0.template',
      'is not a template of the catalogue',
    ],
    [
      'with one in its place',
      declared([send('a', { instead: 'HELLO' })]),
      'steps.0.instead',
      'is not a template of the catalogue',
    ],
    [
      'with a channel that the template has no words for',
      declared([send('a', { channels: ['sms', 'email'] })]),
      'steps.0.channels.1',
      'has no words in VISIT_FOLLOW_UP',
    ],
    [
      'with data of another template',
      declared([send('a', { data: { surveyLink: 'x' } })]),
      'steps.0.data.surveyLink',
      'is not a variable of the template',
    ],
    [
      'with a case that leads nowhere',
      declared([send('a'), branch('a', [{ when: 'yes', go: 'b' }]), END]),
      'steps.1.cases.0.go',
      'is not the name of a step',
    ],
    [
      'that waits for what becomes of a step that sends nothing',
      declared([wait('a'), branch('a', [{ when: 'opened', go: 'end' }]), END]),
      'steps.1.of',
      'is not the name of a step that sends',
    ],
    [
      'that waits for an answer to what asks nothing',
      declared([send('a', { template: 'VISIT_SURVEY' }), branch('a', [{ when: 'yes', go: 'end' }]), END]),
      'steps.1.cases.0.when',
      'never happens: VISIT_SURVEY asks for no answer',
    ],
    [
      'with a way from anywhere to nowhere',
      declared([send('a')], { whenever: [{ when: 'signed', go: 'b' }] }),
      'whenever.0.go',
      'is not the name of a step',
    ],
    [
      'with nowhere to go on when the subject moves',
      declared([send('a')], { whenRescheduled: 'b' }),
      'whenRescheduled',
      'is not the name of a step',
    ],
    ['with a step that nobody comes to', declared([END, send('a')]), 'steps.1', 'is never reached'],
    [
      'that goes round without a wait',
      declared([send('a'), send('b', { next: 'a' })]),
      'steps.0',
      'goes round without a wait: a → b → a',
    ],
  ])('%s', (_, definition, path, message) => {
    expect(validateJourney(definition)).toEqual([{ path, message }]);
  });

  test('that goes round by a case that is true already', () => {
    const round = declared([send('a'), branch('a', [{ when: 'opened', go: 'asked' }]), END]);
    expect(validateJourney(round)).toEqual([
      { path: 'steps.1', message: 'goes round without a wait: asked → asked' },
    ]);
  });

  test('that goes round by a wait for an instant, which may be past', () => {
    const past: Step = { id: 'w', kind: 'wait', timing: { kind: 'relative', offset: 0 }, next: 'a' };
    expect(validateJourney(declared([send('a'), past]))).toEqual([
      { path: 'steps.0', message: 'goes round without a wait: a → w → a' },
    ]);
  });

  test('but not one that goes round and takes its time', () => {
    expect(validateJourney(declared([send('a'), wait('w', { next: 'a' })]))).toEqual([]);
  });
});

describe('Whoever is to enter', () => {
  const { appointment, contract } = BUILT_IN_JOURNEYS;
  const data = { firstName: 'Marie', appointmentAddress: '1 rue du Parc' };

  test('brings what the templates need, and nothing that none of them knows', () => {
    expect(validateEntry(appointment!, { data, subject: { at: TUESDAY } })).toEqual([]);
    const { firstName: _name, ...nameless } = data;
    const errors = validateEntry(appointment!, {
      data: { ...nameless, offerAmount: 1 },
      subject: { at: TUESDAY },
    });
    expect(errors[0]).toEqual({
      path: 'data.offerAmount',
      message: 'is not a variable of any template of the journey',
    });
    expect(errors[1]).toEqual({
      path: 'data.firstName',
      message: 'is needed by the template (step confirmation)',
    });
  });

  test('says what it is about where steps wait for an instant beside it', () => {
    expect(validateEntry(appointment!, { data }).at(-1)).toEqual({
      path: 'subject',
      message: 'is needed: step day-before waits for an instant beside it',
    });
  });

  test('can be told about what the journey waits for', () => {
    expect([...tellable(contract!)].toSorted()).toEqual(['declined', 'no-smartphone', 'signed']);
    expect([...tellable(appointment!)]).toEqual(['cancelled']);
  });
});
