import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answered, asShown, ended, moved, shownOf } from '../../shared/domain/appointment.ts';
import { afterInbound } from '../../shared/domain/conversation.ts';
import { afterNotice, isOpenedBy, withAppointment } from '../../shared/domain/conversation-notice.ts';
import { DAY, HOUR } from '../../shared/domain/instant.ts';
import { appointment } from '../support/enrolment.ts';
import { TUESDAY } from '../support/routing-request.ts';

const visit = appointment();

describe('An appointment', () => {
  test('stands as the latest answer about its time says, in whatever order answers are told', () => {
    const anyAnswer = fc.record({
      status: fc.constantFrom('confirmed' as const, 'to-confirm' as const),
      about: fc.constantFrom(visit.at, visit.at - DAY),
      at: fc.integer({ min: TUESDAY, max: TUESDAY + 20 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(anyAnswer, { selector: ({ at }) => at, maxLength: 8 }), (answers) => {
        const told = [...answers, ...answers].reduce(answered, visit);
        const last = answers
          .filter(({ about }) => about === visit.at)
          .sort((one, other) => other.at - one.at)[0];
        const inOrder = answers.toSorted((one, other) => one.at - other.at).reduce(answered, visit);
        expect(inOrder.status).toBe(last?.status ?? 'to-confirm');
        expect(told.status).toBe(inOrder.status);
      }),
    );
  });

  test('that was called off is not confirmed, moved or honoured any more', () => {
    const off = ended(visit, 'cancelled');
    if (off === undefined) throw new Error('It cannot be called off');
    expect(answered(off, { status: 'confirmed', about: off.at, at: TUESDAY + HOUR })).toBe(off);
    expect(moved(off, { at: off.at + DAY, durationMinutes: 45 })).toBeUndefined();
    expect(ended(off, 'honoured')).toBeUndefined();
    expect(ended(off, 'cancelled')).toBe(off);
  });

  test('that moves is for nobody to have confirmed; one that is there already stays', () => {
    const sure = answered(visit, { status: 'confirmed', about: visit.at, at: TUESDAY });
    expect(moved(sure, { at: visit.at + DAY, durationMinutes: 45 })).toMatchObject({
      status: 'moved',
      moves: 1,
    });
    expect(moved(sure, { at: visit.at, durationMinutes: 45 })).toBe(sure);
    expect(moved(sure, { at: visit.at, durationMinutes: 60 })).toMatchObject({
      status: 'confirmed',
      moves: 1,
    });
  });

  test('that a conversation shows is the next one, else the last, for a month', () => {
    const at = (days: number, seed: string) => appointment({ seed, at: TUESDAY + days * DAY });
    const [past, next, later] = [at(-1, 'a'), at(1, 'b'), at(2, 'c')];
    expect(shownOf([later, past, next], TUESDAY)).toBe(next);
    expect(shownOf([past, { ...next, status: 'cancelled' }, later], TUESDAY)).toBe(later);
    expect(shownOf([past], TUESDAY)).toBe(past);
    expect(shownOf([at(-31, 'd')], TUESDAY)).toBeUndefined();
  });
});

describe('A conversation', () => {
  const said = { messageId: 'in_1', channel: 'sms', at: TUESDAY, text: 'OUI', isSettled: true } as const;
  const known = withAppointment(afterInbound(undefined, 'prospect_1', said), asShown(visit));

  test('shows an answer to the appointment that it shows, and not one to another time', () => {
    const yes = (at: number) => ({
      ...said,
      messageId: `in_${at}`,
      appointment: { at, status: 'confirmed' as const },
    });
    expect(afterInbound(known, 'prospect_1', yes(visit.at)).appointment).toEqual({
      ...asShown(visit),
      status: 'confirmed',
    });
    expect(afterInbound(known, 'prospect_1', yes(visit.at - DAY)).appointment).toEqual(asShown(visit));
    expect(withAppointment(known, asShown(visit))).toBe(known);
  });

  test('waits because of a notice, once, and keeps what was said last', () => {
    const notice = { entryId: 'note_1', at: TUESDAY + HOUR, text: 'À rappeler' };
    const noticed = afterNotice(known, 'prospect_1', notice);
    expect(noticed).toMatchObject({ waitingSince: TUESDAY + HOUR, preview: known.preview, unread: 1 });
    expect(afterNotice(noticed, 'prospect_1', notice)).toBe(noticed);
    const opened = afterNotice(undefined, 'prospect_1', notice);
    expect(opened).toMatchObject({ prospectId: 'prospect_1', preview: { text: 'À rappeler' }, unread: 0 });
    expect([
      isOpenedBy(undefined, 'note_1'),
      isOpenedBy(opened, 'note_1'),
      isOpenedBy(noticed, 'note_1'),
    ]).toEqual([true, true, false]);
  });
});
