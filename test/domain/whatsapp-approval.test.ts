import { describe, expect, test } from 'vitest';
import { approvedTemplateFor } from '../../shared/domain/approved-template.ts';
import {
  mergeApprovals,
  type TemplateApproval,
  type TemplateContent,
} from '../../shared/domain/whatsapp-approval.ts';
import { message, prospect, tenant, TUESDAY } from '../support/routing-request.ts';

const content = (contentSid: string, version = 0): TemplateContent => ({
  contentSid,
  version,
  variables: ['firstName'],
});

/** What is known when operators name `HX1` and the command learned this. */
function merged(learned: TemplateApproval): TemplateApproval | undefined {
  return mergeApprovals({ A: { fr: { approved: content('HX1') } } }, { A: { fr: learned } })['A']?.fr;
}

describe('An approval named in the settings', () => {
  test('counts beside what was learned of other templates and languages', () => {
    const named = { approved: content('HX1') };
    const learned = { approved: content('HX2') };
    expect(mergeApprovals({ A: { fr: named } }, { A: { en: learned }, B: { fr: learned } })).toEqual({
      A: { fr: named, en: learned },
      B: { fr: learned },
    });
  });
  test('stays in use while a newer version waits', () => {
    const submitted = { ...content('HX2', 1), status: 'pending', at: TUESDAY } as const;
    expect(merged({ submitted })).toEqual({ approved: content('HX1'), submitted });
  });
  test('gives way to a newer version, and to what was learned of itself', () => {
    const halted = { status: 'paused', at: TUESDAY } as const;
    expect(merged({ approved: content('HX2', 1) })?.approved).toEqual(content('HX2', 1));
    expect(merged({ approved: { ...content('HX1'), halted } })?.approved?.halted).toEqual(halted);
  });
  test('comes before another content of the same version', () => {
    expect(merged({ approved: content('HX2') })?.approved).toEqual(content('HX1'));
  });
});

describe('A template filled for Twilio', () => {
  const data = { firstName: 'Marie', appointmentTime: '15:30', mapLink: 'https://maps.example/1?a=b' };
  const reminder = (locale: 'fr' | 'en') =>
    message({ content: { templateId: 'REMINDER', data }, prospect: prospect({ locale }) });
  const agency = (approval: Partial<TemplateContent>) =>
    tenant({ whatsappTemplates: { REMINDER: { fr: { approved: { ...content('HX1'), ...approval } } } } });

  test('writes its values in the language of the template, not of the person', () => {
    const french = agency({ variables: ['appointmentTime'] });
    expect(approvedTemplateFor(reminder('en'), french)?.variables).toEqual({ 1: '15h30' });
  });
  test('tells where a button leads to a link, which wants a token in its place', () => {
    const linked = agency({ variables: ['firstName', 'mapLink'], links: ['mapLink'] });
    expect(approvedTemplateFor(reminder('fr'), linked)).toMatchObject({
      variables: { 1: 'Marie', 2: data.mapLink },
      links: ['2'],
    });
  });
});
