import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SimulatedContent } from '../../../local/providers/content.ts';
import { TwilioContentApi } from '../../../shared/adapters/channels/twilio/content-api.ts';
import { SECOND } from '../../../shared/domain/instant.ts';
import {
  submissionOf,
  type WhatsAppSubmission,
} from '../../../shared/domain/templates/whatsapp-submission.ts';
import { wordingsToSubmit } from '../../../shared/domain/templates/wordings-to-submit.ts';
import { ACCOUNT, Bench } from '../../local-providers/harness.ts';
import { tenant } from '../../support/routing-request.ts';

let bench: Bench;
let told: string[];
beforeEach(async () => {
  bench = await new Bench().start();
  told = [];
});
afterEach(() => bench.close());

function open(account = ACCOUNT): TwilioContentApi {
  const baseUrl = `${bench.publicUrl}/_local/providers/twilio`;
  const sleep = async (milliseconds: number): Promise<void> => void told.push(`slept ${milliseconds} ms`);
  return new TwilioContentApi({ account, baseUrl, sleep, tell: (line) => told.push(line) });
}

function submission(changes: Partial<WhatsAppSubmission> = {}): WhatsAppSubmission {
  const wording = wordingsToSubmit().find(({ templateId }) => templateId === 'APPOINTMENT_CONFIRMATION');
  if (wording === undefined) throw new Error('The catalogue lacks a template');
  const setting = { tenant: tenant(), publicAddress: 'https://api.agence.example' };
  return { ...submissionOf(wording, setting), ...changes };
}

describe('A content', () => {
  test('lies there unsubmitted until its approval is asked for, then is received, pending and approved', async () => {
    const api = open();
    const name = api.nameOf(submission(), 'agency');
    const contentSid = await api.create(submission(), name);
    expect(contentSid).toMatch(/^HX[0-9a-f]{32}$/);
    expect(await api.list()).toEqual([{ contentSid, name, status: 'unsubmitted' }]);
    expect(await api.requestApproval(contentSid, name, 'UTILITY')).toEqual({ status: 'received' });
    for (const status of ['received', 'pending', 'approved']) {
      expect(await api.list()).toEqual([{ contentSid, name, status }]);
      await bench.skip(30 * SECOND);
    }
  });

  test.each<[string, Partial<WhatsAppSubmission>, RegExp]>([
    ['ends with a variable', { body: 'Votre rendez-vous est fixé le {{1}}' }, /start or end/],
    ['has too many variables', { body: 'À {{1}} et {{2}} ici' }, /too many variable parameters/],
    [
      'leads to an address that is not secure',
      { buttons: [{ kind: 'url', label: 'Plan', url: 'http://agence.example/l/{{6}}' }] },
      /must be https/,
    ],
  ])('that %s is rejected with a reason', async (_, changes, reason) => {
    const api = open();
    const contentSid = await api.create(submission(changes), 'agence_test');
    await api.requestApproval(contentSid, 'agence_test', 'UTILITY');
    await bench.skip(60 * SECOND);
    expect(await api.list()).toMatchObject([{ status: 'rejected', reason: expect.stringMatching(reason) }]);
  });

  test.each<[string, Partial<WhatsAppSubmission>]>([
    ['twilio/text', { header: undefined, buttons: [] } as never],
    ['twilio/quick-reply', { header: undefined, buttons: [{ kind: 'reply', label: 'Oui' }] } as never],
    [
      'twilio/call-to-action',
      { header: undefined, buttons: [{ kind: 'phone', label: 'Appeler', phone: '+33478123456' }] } as never,
    ],
    ['whatsapp/card', {}],
    ['whatsapp/card', { header: undefined, footer: 'Agence' } as never],
  ])('is a %s when that shows it whole', async (type, changes) => {
    const sid = await open().create(submission(changes), 'agence_test');
    expect(Object.keys(bench.simulators.simulation.store.contents.get(sid)?.types ?? {})).toEqual([type]);
  });

  test('has a name of its own for every text, language and tenant', () => {
    const api = open();
    const names = [
      api.nameOf(submission(), 'agency'),
      api.nameOf(submission(), 'other'),
      api.nameOf(submission({ locale: 'en' }), 'agency'),
      api.nameOf(submission({ version: 1 }), 'agency'),
      api.nameOf(submission({ body: 'Bonjour {{1}}, à bientôt.' }), 'agency'),
    ];
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9_]{1,512}$/);
    expect(api.nameOf(submission({ samples: [] }), 'agency')).toBe(names[0]);
  });
});

describe('Twilio’s Content API', () => {
  test('is read to the last page', async () => {
    await bench.close();
    const contents = Array.from({ length: 1_203 }, (_, index): SimulatedContent => {
      const sid = `HX${String(index).padStart(32, '0')}`;
      return { sid, friendlyName: `n${index}`, language: 'fr', variables: {}, types: {}, createdAt: 0 };
    });
    bench = await new Bench({ contents }).start();
    const names = (await open().list()).map(({ name }) => name);
    expect(new Set(names).size).toBe(1_203);
  });

  test('is waited for when it asks to, a few times and no more', async () => {
    const { faults } = bench.simulators.simulation;
    faults.add({ provider: 'twilio', mode: 'busy', retryAfter: 3, count: 2 });
    await open().create(submission(), 'agence_test');
    expect(told).toEqual([1, 2].flatMap(() => ['Twilio asks to wait 3 s.', 'slept 3000 ms']));
    faults.add({ provider: 'twilio', mode: 'busy' });
    await expect(open().create(submission(), 'agence_test')).rejects.toThrow('asked to wait');
  });

  test('refuses with its own code, and what it says reaches the person', async () => {
    const api = open();
    const contentSid = await api.create(submission(), 'agence_test');
    await expect(api.requestApproval(contentSid, 'Agence Test', 'UTILITY')).rejects.toThrow(/20001/);
    await api.requestApproval(contentSid, 'agence_test', 'UTILITY');
    await expect(api.requestApproval(contentSid, 'agence_test', 'UTILITY')).rejects.toThrow(
      'Twilio refuses (92009): The template associated with this SID has already been submitted for approval.',
    );
    await expect(api.requestApproval(`HX${'0'.repeat(32)}`, 'a', 'UTILITY')).rejects.toThrow(/20404/);
    await expect(open({ ...ACCOUNT, authToken: 'wrong' }).list()).rejects.toThrow('refuses the credentials');
  });

  test('that answers with a fault leaves it open what happened', async () => {
    bench.simulators.simulation.faults.add({ provider: 'twilio', mode: 'reset', count: 1 });
    await expect(open().create(submission(), 'agence_test')).rejects.toThrow('Twilio did not answer');
    expect(await open().list()).toHaveLength(1);
  });

  test('remembers, when it is started again, what it was given and what was said of it', async () => {
    await bench.close();
    const sid = `HX${'a'.repeat(32)}`;
    const verdict = { status: 'approved', reason: '', saidAt: 0 } as const;
    const approval = { name: 'given', category: 'UTILITY', requestedAt: 0, verdict };
    const types = { 'twilio/text': { body: 'Bonjour' } };
    const given = {
      sid,
      friendlyName: 'given',
      language: 'fr',
      variables: {},
      types,
      createdAt: 0,
      approval,
    };
    bench = await new Bench({ contents: [given] }).start();
    const contentSid = await open().create(submission(), 'agence_test');
    await bench.call('POST', '/_local/contents', { contentSid: sid, status: 'paused', reason: 'Why' });
    await bench.stop();
    await bench.start();
    expect(await open().list()).toEqual([
      { contentSid, name: 'agence_test', status: 'unsubmitted' },
      { contentSid: sid, name: 'given', status: 'paused', reason: 'Why' },
    ]);
  });

  test('shows a content, its approval and its end as Twilio does', async () => {
    const sid = await open().create(submission(), 'agence_test');
    const authorization = `Basic ${Buffer.from(`${ACCOUNT.accountSid}:${ACCOUNT.authToken}`).toString('base64')}`;
    const ask = async (path: string, method = 'GET') => {
      const address = `${bench.publicUrl}/_local/providers/twilio/v1/Content/${sid}${path}`;
      const response = await fetch(address, { method, headers: { authorization } });
      const body: unknown = response.status === 204 ? undefined : await response.json();
      return { status: response.status, body };
    };
    expect(await ask('')).toMatchObject({
      status: 200,
      body: { sid, friendly_name: 'agence_test', links: { approval_create: expect.any(String) } },
    });
    expect(await ask('/ApprovalRequests')).toMatchObject({
      body: { sid, whatsapp: { type: 'whatsapp', status: 'unsubmitted', rejection_reason: '' } },
    });
    expect((await ask('', 'DELETE')).status).toBe(204);
    expect(await ask('')).toMatchObject({ status: 404, body: { code: 20404, status: 404 } });
  });
});
