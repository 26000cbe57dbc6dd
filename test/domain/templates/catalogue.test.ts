import { describe, expect, test } from 'vitest';
import { charactersOutsideGsm7, measureSms } from '../../../shared/domain/sms-segments.ts';
import {
  categoryOn,
  TEMPLATES,
  type TemplateContract,
  type TemplateId,
} from '../../../shared/domain/templates/contracts.ts';
import { EMAIL_TEMPLATES } from '../../../shared/domain/templates/email/templates.ts';
import { namesIn } from '../../../shared/domain/templates/fill-text.ts';
import { SMS_WORDINGS } from '../../../shared/domain/templates/sms/wordings.ts';
import { variablesOf } from '../../../shared/domain/templates/template-data.ts';
import {
  LONGEST_VALUE,
  VARIABLE_TYPES,
  type VariableName,
} from '../../../shared/domain/templates/variables.ts';
import { VARIABLE_DESCRIPTIONS } from '../../../shared/domain/templates/variable-descriptions.ts';
import { WHATSAPP_TEMPLATES } from '../../../shared/domain/templates/whatsapp/templates.ts';
import { metaProblems } from '../../../shared/domain/templates/whatsapp-rules.ts';
import { numberedBody } from '../../../shared/domain/templates/whatsapp-wording.ts';
import { dataProblems } from '../../../shared/domain/templates/template-data.ts';
import { renderSms } from '../../../shared/domain/templates/render-sms.ts';
import {
  AGENCY,
  exampleData,
  LOCALES,
  read,
  TEMPLATE_IDS,
  WORDED,
  WORDINGS,
} from '../../support/template-examples.ts';

describe('The catalogue', () => {
  test('has 15 SMS, 9 e-mails and 13 WhatsApp templates', () => {
    expect([WORDED.sms.length, WORDED.email.length, WORDED.whatsapp.length]).toEqual([15, 9, 13]);
  });
  test('files them under the categories of each channel', () => {
    const categories = (channel: keyof typeof WORDED) =>
      [...new Set(WORDED[channel].map((id) => categoryOn(channel, TEMPLATES[id].category)))].sort();
    expect(categories('sms')).toEqual(['appointment', 'general', 'marketing', 'notification', 'survey']);
    expect(categories('email')).toEqual(['appointment', 'marketing', 'notification', 'survey']);
    expect(categories('whatsapp')).toEqual(['appointment', 'document', 'general', 'notification', 'survey']);
  });
  test('says of every template on which channels it exists', () => {
    for (const id of TEMPLATE_IDS) {
      const worded = (['sms', 'email', 'whatsapp'] as const).filter((channel) =>
        WORDED[channel].includes(id),
      );
      expect([id, [...TEMPLATES[id].channels].sort()]).toEqual([id, worded.sort()]);
      expect(worded).not.toEqual([]);
    }
  });
  test('names no variable twice in a template', () => {
    for (const id of TEMPLATE_IDS) expect(new Set(variablesOf(id)).size).toBe(variablesOf(id).length);
  });
  test('uses every variable that it declares', () => {
    const declared = new Set(TEMPLATE_IDS.flatMap(variablesOf));
    expect([...declared, 'stopNumber'].sort()).toEqual(Object.keys(VARIABLE_TYPES).sort());
  });
  test.each(TEMPLATE_IDS)('accepts the examples of %s in both languages', (id) => {
    for (const locale of LOCALES) {
      expect(dataProblems(id, exampleData(id, locale))).toEqual([]);
      expect(dataProblems(id, exampleData(id, locale, 'required'))).toEqual([]);
    }
  });
});

/** Every text of a wording, as it was written. */
function textsOf({ id, channel, locale }: (typeof WORDINGS)[number]): string[] {
  if (channel === 'sms') return [SMS_WORDINGS[id]?.[locale] ?? ''];
  if (channel === 'email') {
    const { subject = '', preheader = '', blocks = [] } = EMAIL_TEMPLATES[id]?.[locale] ?? {};
    return [subject, preheader, ...blocks.flatMap((block) => Object.values(block).flat() as string[])];
  }
  const {
    header = '',
    body = '',
    footer = '',
    buttons = [],
  } = WHATSAPP_TEMPLATES[id]?.wordings[locale] ?? {};
  const tapped = buttons.map((button) =>
    button.kind === 'reply' ? '' : `{{${button.kind === 'url' ? button.link : button.phone}}}`,
  );
  return [header, body, footer, ...tapped];
}

const title = '$id by $channel in $locale';

describe('A wording', () => {
  test.each(WORDINGS)(`${title} reads well with its examples and with what is required alone`, (wording) => {
    for (const only of ['all', 'required'] as const) {
      const text = read(wording, exampleData(wording.id, wording.locale, only));
      expect(text).not.toMatch(/\{\{|\}\}|undefined|null|NaN| {2}| [.,]|\(\)|,,|\.\./);
      expect(text).toContain('Agence Dupont');
      expect(text).toBe(text.trim());
    }
  });
  test.each(WORDINGS)(`${title} uses declared variables, optional ones in their own part only`, (wording) => {
    const contract: TemplateContract = TEMPLATES[wording.id];
    const given = [...contract.required, 'companyName', ...(wording.channel === 'sms' ? ['stopNumber'] : [])];
    // Where there is an address there is a map.
    if (given.includes('appointmentAddress')) given.push('mapLink');
    for (const { name, optional } of textsOf(wording).flatMap(namesIn)) {
      expect(optional ? [...given, ...contract.optional] : given).toContain(name);
    }
  });
  test.each(WORDINGS.filter(({ locale }) => locale === 'fr'))(
    '$id by $channel says in English what it says in French',
    (wording) => {
      const names = (locale: 'fr' | 'en') =>
        [
          ...new Set(
            textsOf({ ...wording, locale })
              .flatMap(namesIn)
              .map(({ name }) => name),
          ),
        ].sort();
      expect(names('en')).toEqual(names('fr'));
    },
  );
  test.each(WORDINGS.filter(({ channel, locale }) => channel !== 'sms' && locale === 'fr'))(
    '$id by $channel has typographic French',
    (wording) => {
      // « de Agence » would have to become « d’Agence »: no name follows a word that is elided.
      expect(textsOf(wording).join('\n')).not.toMatch(/\b(de|que|le) \{\{(companyName|agentName|firstName)/);
      expect(textsOf(wording).join('\n')).not.toMatch(/['"]|\.\.\.|\boe|[^ ][:;!?]( |$)/);
      expect(read(wording, exampleData(wording.id, 'fr'))).not.toMatch(/ [:;!?»€]|« |\d \d{3}/);
    },
  );
});

describe('An SMS', () => {
  const SMS = WORDINGS.filter(({ channel }) => channel === 'sms');
  /** Wordings that need more than one part with their examples, each with its reason: none does. */
  const LONGER: ReadonlySet<string> = new Set();

  test.each(SMS)('$id in $locale fits one part of GSM-7 with its examples', (wording) => {
    for (const only of ['all', 'required'] as const) {
      const text = read(wording, exampleData(wording.id, wording.locale, only));
      expect(charactersOutsideGsm7(text)).toEqual([]);
      const fits = measureSms(text).segments === 1;
      expect([text, fits]).toEqual([text, !LONGER.has(`${wording.id} ${wording.locale}`)]);
    }
  });
  test.each(SMS)('$id in $locale asks for an answer if its contract says so, and only then', (wording) => {
    const contract: TemplateContract = TEMPLATES[wording.id];
    const asks = /Répondez (OUI|NON)|Reply (YES|NO)/.test(SMS_WORDINGS[wording.id]?.[wording.locale] ?? '');
    expect(asks).toBe(contract.expectsReply === true);
  });
  const ASKING = SMS.filter(({ id }) => (TEMPLATES[id] as TemplateContract).expectsReply === true);
  const oneWay = { ...AGENCY, linkBase: 'https://m.agence-dupont.fr' };

  test.each(ASKING)(
    '$id in $locale has words for a sender that cannot be answered, and a link',
    (wording) => {
      const { id, locale } = wording;
      for (const [only, segments] of [
        ['all', 2],
        ['required', id === 'APPOINTMENT_REMINDER_24H' ? 1 : 2],
      ] as const) {
        const sms = renderSms(id, exampleData(id, locale, only), { tenant: oneWay, locale });
        const text = sms !== undefined && 'text' in sms ? sms.text : '';
        expect(text).toMatch(/ https:\/\/m\.agence-dupont\.fr\/l\/exemple-+ Agence Dupont$/);
        expect(text).not.toMatch(/Répondez|Reply| {2}|undefined/);
        expect([text, charactersOutsideGsm7(text)]).toEqual([text, []]);
        expect([text.length, measureSms(text).segments]).toEqual([text.length, segments]);
      }
    },
  );
  test.each(SMS.filter(({ id }) => TEMPLATES[id].category === 'marketing'))(
    '$id in $locale names its sender and says how to stop',
    (wording) => {
      const text = read(wording, exampleData(wording.id, wording.locale));
      expect(text).toMatch(wording.locale === 'fr' ? /^Agence Dupont.* STOP au 36105$/ : /STOP to 36105$/);
    },
  );
});

describe('A WhatsApp template keeps to what Meta approves', () => {
  const all = Object.entries(WHATSAPP_TEMPLATES).flatMap(([id, template]) =>
    LOCALES.map((locale) => ({ id, locale, template, ...template.wordings[locale] })),
  );

  test.each(all)('$id in $locale', ({ id, locale, template, body, buttons = [] }) => {
    expect(metaProblems(template.wordings[locale], variablesOf(id as TemplateId))).toEqual([]);
    const links = buttons.flatMap((button) => (button.kind === 'url' ? [button.link] : []));
    // Numbers are in the order of the text, then of the buttons.
    expect([...new Set([...namesIn(body).map(({ name }) => name), ...links])]).toEqual(template.variables);
  });
  test.each(all)('$id in $locale is submitted with its variables numbered', ({ template, locale }) => {
    const numbers = [
      ...numberedBody(template.wordings[locale].body, template.variables, locale).matchAll(/\{\{(.*?)\}\}/g),
    ].map(([, number]) => Number(number));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });
  test('advertisements are declared as such, and can be refused with a tap', () => {
    for (const { id, template, locale, buttons = [] } of all) {
      const isMarketing = TEMPLATES[id as keyof typeof TEMPLATES].category === 'marketing';
      expect([id, template.category]).toEqual([id, isMarketing ? 'MARKETING' : 'UTILITY']);
      const refusal = buttons.some(
        ({ label }) => label === (locale === 'fr' ? 'Ne plus recevoir' : 'Stop these alerts'),
      );
      expect(refusal).toBe(isMarketing);
    }
  });
  test.each(all)(
    '$id in $locale stays within one message with the longest values',
    ({ template, header = '', body, footer = '', buttons = [] }) => {
      const longest = template.variables.reduce(
        (sum, name: VariableName) => sum + LONGEST_VALUE[VARIABLE_TYPES[name]],
        [header, body, footer, ...buttons.map(({ label }) => `${label} : `)].join('\n\n').length,
      );
      expect(longest).toBeLessThanOrEqual(1_600);
    },
  );
});

test('every variable has a label and an example in both languages', () => {
  for (const { label, example } of Object.values(VARIABLE_DESCRIPTIONS)) {
    for (const locale of LOCALES) {
      expect(label[locale]).not.toBe('');
      expect(example[locale]).not.toBe('');
    }
  }
});
