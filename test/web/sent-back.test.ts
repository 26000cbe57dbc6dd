import { describe, expect, it } from 'vitest';
import { templateView } from '../../shared/contracts/http/template-view.ts';
import { TEMPLATES, type TemplateId } from '../../shared/domain/templates/contracts.ts';
import type { Criteria } from '../../web/src/broadcasts/queries.ts';
import { editedCriteria, fieldsOf } from '../../web/src/broadcasts/segment-criteria.ts';
import type { Template } from '../../web/src/templates/queries.ts';
import { wordingOf, withWordings } from '../../web/src/templates/wordings.ts';

/** What a form of the application sends of what it read: `PUT` replaces the whole. */
const CRITERIA: readonly Criteria[] = [
  { engagement: { within: 'PT36H', engaged: true } },
  { engagement: { within: 'P90DT30M', engaged: false }, consent: true },
  { engagement: { within: 'PT6H', engaged: true } },
  { tags: { anyOf: ['mandat, signé', 'acheteur'], noneOf: ['perdu'] }, areas: ['Lyon, 3e'] },
  { budget: { min: 0 }, rooms: { max: 3 }, customer: false, locale: 'en' },
];

describe('A segment', () => {
  it.each(CRITERIA)('that was opened and not edited is sent back as it was: %j', (criteria) => {
    expect(editedCriteria(fieldsOf('Acheteurs', criteria), criteria)).toEqual(criteria);
  });

  it('keeps what was not edited beside what was', () => {
    const criteria: Criteria = {
      tags: { anyOf: ['mandat, signé'], noneOf: ['perdu'] },
      engagement: { within: 'PT36H', engaged: true },
    };
    const fields = { ...fieldsOf('Acheteurs', criteria), engaged: 'no' as const, noneOf: '', roomsMin: '2' };
    expect(editedCriteria(fields, criteria)).toEqual({
      tags: { anyOf: ['mandat, signé'] },
      engagement: { within: 'PT36H', engaged: false },
      rooms: { min: 2 },
    });
  });

  it('keeps criteria that the form does not know', () => {
    const criteria = { consent: true, floor: 3 } as Criteria;
    expect(editedCriteria(fieldsOf('Acheteurs', criteria), criteria)).toEqual(criteria);
  });
});

describe('A template', () => {
  const ids = Object.keys(TEMPLATES) as TemplateId[];
  const shown = (id: TemplateId, wordings = {}): Template =>
    templateView({ id, publishedVersion: 1, latestVersion: 1, wordings }, {}) as Template;

  it.each(ids)('%s is sent back with every part of the words that were read', (id) => {
    const edited = shown(id).channels.flatMap((channel) =>
      (['fr', 'en'] as const).flatMap((language) => {
        const wording = wordingOf(shown(id), channel, language);
        return wording === undefined ? [] : [{ channel, language, wording }];
      }),
    );
    const sent = withWordings(shown(id), edited);
    expect(edited.length).toBeGreaterThan(1);
    for (const { channel, language, wording } of edited) expect(sent[channel]?.[language]).toEqual(wording);
    const kept = shown(id, sent);
    expect(withWordings(kept, [])).toEqual(sent);
  });
});
