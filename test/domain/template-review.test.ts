import { describe, expect, test } from 'vitest';
import { HOUR } from '../../shared/domain/instant.ts';
import { isUnderWay, withFinding, withSubmission } from '../../shared/domain/template-review.ts';
import type { TemplateApproval, TemplateContent } from '../../shared/domain/whatsapp-approval.ts';
import { TUESDAY } from '../support/routing-request.ts';

const content = (version: number): TemplateContent => ({
  contentSid: `HX${version}`,
  version,
  variables: [],
});
const waiting = (version: number): TemplateApproval => ({
  submitted: { ...content(version), status: 'pending', at: TUESDAY },
});
const halted = (status: 'paused' | 'disabled'): TemplateApproval =>
  withFinding({ approved: content(0) }, 'HX0', { status }, TUESDAY);
const rejected = withFinding(waiting(0), 'HX0', { status: 'rejected', reason: 'Why' }, TUESDAY);

describe('A version needs no submission', () => {
  test.each<[string, TemplateApproval, boolean]>([
    ['that is in use', { approved: content(0) }, true],
    ['that waits for Meta', waiting(0), true],
    ['unless a newer one waits, which it is to replace', waiting(1), false],
    ['unless it was never submitted', {}, false],
    ['unless Meta rejected it', rejected, false],
    ['also when Meta paused it', halted('paused'), true],
    ['unless Meta disabled it', halted('disabled'), false],
  ])('%s', (_, approval, expected) => {
    expect(isUnderWay(approval, 0)).toBe(expected);
  });
  test('but a newer one does', () => {
    expect(isUnderWay({ approved: content(0) }, 1)).toBe(false);
    expect(isUnderWay(waiting(0), 1)).toBe(false);
  });
});

describe('What Meta says of a template', () => {
  test('takes nothing out of use while a newer version waits, and puts that to use once it is approved', () => {
    const known = withSubmission({ approved: content(0) }, content(1), { status: 'received' }, TUESDAY);
    expect(known.approved).toEqual(content(0));
    const later = withFinding(known, 'HX1', { status: 'pending' }, TUESDAY + HOUR);
    expect(later.submitted).toEqual({ ...content(1), status: 'pending', at: TUESDAY });
    expect(withFinding(later, 'HX1', { status: 'approved' }, TUESDAY + HOUR)).toEqual({
      approved: content(1),
    });
  });
  test('keeps the version in use when the newer one is rejected', () => {
    const known = withSubmission({ approved: content(0) }, content(1), { status: 'received' }, TUESDAY);
    const after = withFinding(known, 'HX1', { status: 'rejected', reason: 'Why' }, TUESDAY + HOUR);
    expect(after).toEqual({
      approved: content(0),
      submitted: { ...content(1), status: 'rejected', reason: 'Why', at: TUESDAY },
    });
  });
  test('halts what is in use from the instant that we learned of it, until Meta lets it go on', () => {
    const paused = withFinding({ approved: content(0) }, 'HX0', { status: 'paused' }, TUESDAY);
    const still = withFinding(paused, 'HX0', { status: 'paused' }, TUESDAY + HOUR);
    expect(still.approved?.halted).toEqual({ status: 'paused', at: TUESDAY });
    expect(withFinding(still, 'HX0', { status: 'approved' }, TUESDAY)).toEqual({ approved: content(0) });
  });
  test('about another content changes nothing', () => {
    expect(withFinding(rejected, 'HX9', { status: 'approved' }, TUESDAY)).toBe(rejected);
  });
  test('may be approval at once', () => {
    expect(withSubmission({}, content(0), { status: 'approved' }, TUESDAY)).toEqual({ approved: content(0) });
  });
});
