import { array, assert, boolean, constantFrom, option, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Device, DEVICE_KEPT_FOR, devicesToTell, isPushService } from '../../shared/domain/device.ts';
import { TUESDAY } from '../support/routing-request.ts';

describe('The address of a device', () => {
  test.each([
    'https://fcm.googleapis.com/fcm/send/abc:APA91',
    'https://updates.push.services.mozilla.com/wpush/v2/gAAAA',
    'https://web.push.apple.com/QGuQyav',
    'https://wns2-par02p.notify.windows.com/w/?token=BQ',
  ])('%s is a push service’s', (endpoint) => {
    expect(isPushService(endpoint)).toBe(true);
  });

  test.each([
    'http://fcm.googleapis.com/fcm/send/abc',
    'https://fcm.googleapis.com:8443/fcm/send/abc',
    'https://fcm.googleapis.com@evil.example/',
    'https://somebody@fcm.googleapis.com/fcm/send/abc',
    'https://evilpush.apple.com.example/',
    'https://notpush.services.mozilla.com.evil.example/',
    'https://evil-push.apple.com/',
    'https://169.254.169.254/latest/meta-data/',
    'https://notify.windows.com/',
    'fcm.googleapis.com',
    '',
  ])('%s is not, and is never called', (endpoint) => {
    expect(isPushService(endpoint)).toBe(false);
  });
});

test('Who is told: the assignee or, without one, everybody; never leavers, nor devices that were not seen for long', () => {
  const agents = constantFrom('camille', 'hugo', 'ines');
  const devices = array(record({ agent: agents, isOld: boolean() })).map((all) =>
    all.map(({ agent, isOld }, index): Device => ({
      id: String(index),
      agent,
      endpoint: '',
      keys: { p256dh: '', auth: '' },
      locale: 'fr',
      seenAt: isOld ? TUESDAY - DEVICE_KEPT_FOR : TUESDAY,
    })),
  );
  assert(
    property(
      devices,
      option(agents, { nil: undefined }),
      array(agents),
      (all, assignee, here: readonly string[]) => {
        const conversation = assignee === undefined ? {} : { assignee };
        const told = new Set(devicesToTell(all, conversation, new Set(here), TUESDAY));
        for (const device of all) {
          const isAsked = assignee === undefined || assignee === device.agent;
          expect(told.has(device)).toBe(isAsked && here.includes(device.agent) && device.seenAt === TUESDAY);
        }
      },
    ),
  );
});
