import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE } from '../../shared/domain/instant.ts';
import type { TemplateVersion } from '../../shared/domain/templates/own-wordings.ts';
import { TUESDAY } from '../support/routing-request.ts';
import { IMPLEMENTATIONS, type OpenStores } from './stores.ts';

const ID = 'APPOINTMENT_CONFIRMATION';

function version(number: number, text = `Bonjour {{firstName}} (${number})`): TemplateVersion {
  return { number, createdAt: TUESDAY + number, wordings: { sms: { fr: text } } };
}

describe.each(IMPLEMENTATIONS)('Own templates in $name', ({ open }) => {
  let stores: OpenStores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());
  const templatesOf = (tenantId: string) => stores.scopes(tenantId).templates;

  test('are not there until somebody writes one', async () => {
    const templates = templatesOf('tenant_none');
    expect(await templates.list(ID)).toEqual([]);
    expect(await templates.read(ID, 1)).toBeUndefined();
    expect(await templates.published(TUESDAY)).toEqual({});
    expect(await templates.publishedNow()).toEqual({});
  });

  test('keep every version as it was written, the newest first', async () => {
    const templates = templatesOf('tenant_a');
    for (let number = 1; number <= 12; number += 1)
      expect(await templates.add(ID, version(number))).toBe('added');
    expect((await templates.list(ID)).map(({ number }) => number)).toEqual([
      12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1,
    ]);
    expect((await templates.list(ID))[0]).toEqual({ number: 12, createdAt: TUESDAY + 12 });
    expect(await templates.read(ID, 3)).toEqual(version(3));
  });

  test('never change one: of fifty who write the same number, one does', async () => {
    const templates = templatesOf('tenant_race');
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => templates.add(ID, version(1, `Texte ${index}`))),
    );
    expect(answers.filter((answer) => answer === 'added')).toHaveLength(1);
    expect(await templates.read(ID, 1)).toEqual(version(1, `Texte ${answers.indexOf('added')}`));
    expect(await templates.add(ID, version(1))).toBe('taken');
  });

  test('are published and taken back one by one, at once for who edits, within a minute for who sends', async () => {
    const templates = templatesOf('tenant_p');
    const sender = stores.elsewhere('tenant_p').templates;
    expect(await sender.published(TUESDAY)).toEqual({});
    await Promise.all([templates.publish(ID, 2), templates.publish('WELCOME', 1)]);
    expect(await templates.publishedNow()).toEqual({ [ID]: 2, WELCOME: 1 });
    expect(await sender.published(TUESDAY + MINUTE)).toEqual({ [ID]: 2, WELCOME: 1 });
    await templates.publish(ID, 0);
    expect(await templates.publishedNow()).toEqual({ [ID]: 0, WELCOME: 1 });
  });

  test('belong to their tenant and to their template', async () => {
    await templatesOf('tenant_x').add(ID, version(1));
    await templatesOf('tenant_x').publish(ID, 1);
    const others = stores.scopes('tenant_y').templates;
    expect([await others.list(ID), await others.read(ID, 1), await others.publishedNow()]).toEqual([
      [],
      undefined,
      {},
    ]);
    expect(await templatesOf('tenant_x').list(`${ID}S`)).toEqual([]);
  });
});
