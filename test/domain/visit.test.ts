import { describe, expect, test } from 'vitest';
import { SECOND } from '../../shared/domain/instant.ts';
import { confidenceIn, isByPerson } from '../../shared/domain/visit.ts';
import { TUESDAY } from '../support/routing-request.ts';

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const WINDOWS =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const GMAIL = 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)';
const YAHOO = 'YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html';

describe('Who opened an e-mail', () => {
  test.each([
    ['a person’s telephone', IPHONE, 'person'],
    ['a browser', WINDOWS, 'person'],
    ['Outlook', 'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17928; Pro)', 'person'],
    ['nobody that a provider tells of', undefined, 'person'],
    ['Gmail’s proxy', GMAIL, 'likely'],
    ['Yahoo’s proxy', YAHOO, 'likely'],
    ['Apple’s Mail Privacy Protection', 'Mozilla/5.0', 'machine'],
    [
      'Gmail, ahead of anybody',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0',
      'machine',
    ],
    ['a gateway', 'Mozilla/5.0 (compatible; Barracuda Sentinel)', 'machine'],
    ['a preview', 'Mozilla/5.0 (compatible; BingPreview/1.0b)', 'machine'],
    ['a script', 'python-requests/2.32', 'machine'],
    ['something without a name', '', 'machine'],
  ] as const)('%s', (_, userAgent, confidence) => {
    expect(confidenceIn({ userAgent })).toBe(confidence);
  });

  test('is a machine at Apple’s own addresses', () => {
    expect(confidenceIn({ userAgent: IPHONE, ipAddress: '17.58.99.1' })).toBe('machine');
    expect(confidenceIn({ userAgent: IPHONE, ipAddress: '170.58.99.1' })).toBe('person');
  });
});

describe('Was somebody there?', () => {
  const delivered = { events: { sent: { at: TUESDAY - SECOND }, delivered: { at: TUESDAY } } };
  test.each([
    ['opened', 'person', 0, true],
    ['opened', 'likely', 2, false],
    ['opened', 'likely', 60, true],
    ['opened', 'machine', 3_600, false],
    ['clicked', 'person', -1, false],
    ['clicked', 'person', 3, false],
    ['clicked', 'person', 5, true],
    ['clicked', 'machine', 3_600, false],
  ] as const)('%s by a %s, %i s after the delivery: %s', (status, confidence, seconds, expected) => {
    expect(isByPerson({ status, confidence, at: TUESDAY + seconds * SECOND }, delivered)).toBe(expected);
  });

  test('is judged by the sending as long as no delivery is known, and believed without either', () => {
    const visit = { status: 'clicked', confidence: 'person', at: TUESDAY } as const;
    expect(isByPerson(visit, { events: { sent: { at: TUESDAY - 2 * SECOND } } })).toBe(false);
    expect(isByPerson(visit, { events: {} })).toBe(true);
  });
});
