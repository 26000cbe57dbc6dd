import { answerOf, api } from '../api/client.ts';
import { session } from '../session/session.ts';
import type { Language } from '../texts/formats.ts';
import { DEVICE } from './kept-device.ts';

/**
 * Whether this device rings when somebody waits. `home-screen`: an iPhone or iPad lets only an application that was put
 * on the home screen do so. `denied`: the agent, or whoever manages the device, forbade it in the browser.
 */
export type DeviceState = 'unsupported' | 'home-screen' | 'denied' | 'off' | 'on';

interface Kept {
  id: string;
  /** Who asked for it: whoever signs in here next did not. */
  subject: string;
}

export async function deviceState(): Promise<DeviceState> {
  if (!isSupported()) return isAppleMobile() && !isInstalled() ? 'home-screen' : 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  const isWanted = Notification.permission === 'granted' && kept()?.subject === session().subject;
  return isWanted && (await subscription()) !== null ? 'on' : 'off';
}

/** Asks for permission where that has not happened. @throws when the push service or the API does not answer. */
export async function switchOn(language: Language): Promise<DeviceState> {
  if ((await Notification.requestPermission()) !== 'granted') return deviceState();
  await keep(language);
  return 'on';
}

/** Never throws: without a network the browser takes its address back all the same, and the API finds out by itself. */
export async function switchOff(): Promise<void> {
  const device = kept();
  localStorage.removeItem(DEVICE);
  await (await subscription())?.unsubscribe().catch(() => false);
  if (device === undefined) return;
  const path = { deviceId: device.id };
  await answerOf(api.DELETE('/v1/me/devices/{deviceId}', { params: { path } })).catch(() => undefined);
}

/** At each start: browsers change their addresses, and devices that nobody opens are forgotten. */
export async function renewDevice(language: Language): Promise<void> {
  const device = kept();
  if (device === undefined) return;
  if (device.subject === session().subject && Notification.permission === 'granted') {
    await keep(language).catch(() => undefined);
    return;
  }
  localStorage.removeItem(DEVICE);
  await (await subscription())?.unsubscribe().catch(() => false);
}

async function keep(locale: Language): Promise<void> {
  const { publicKey } = await answerOf(api.GET('/v1/me/devices/key'));
  const { pushManager } = await navigator.serviceWorker.ready;
  const { endpoint, keys } = (await subscribed(pushManager, publicKey)).toJSON();
  const body = { endpoint: endpoint ?? '', keys: { p256dh: '', auth: '', ...keys }, locale };
  const { id } = await answerOf(api.PUT('/v1/me/devices', { body }));
  const device: Kept = { id, subject: session().subject };
  localStorage.setItem(DEVICE, JSON.stringify(device));
}

/** A subscription under this key: one under another rings no more. */
async function subscribed(manager: PushManager, publicKey: string): Promise<PushSubscription> {
  const known = await manager.getSubscription();
  const key = known?.options.applicationServerKey;
  if (known !== null && key instanceof ArrayBuffer && textOf(key) === publicKey) return known;
  await known?.unsubscribe();
  return manager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
}

function textOf(key: ArrayBuffer): string {
  const base64 = btoa(String.fromCharCode(...new Uint8Array(key)));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

async function subscription(): Promise<PushSubscription | null> {
  if (!isSupported()) return null;
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? null;
}

function kept(): Kept | undefined {
  const text = localStorage.getItem(DEVICE);
  return text === null ? undefined : (JSON.parse(text) as Kept);
}

function isSupported(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
}

function isAppleMobile(): boolean {
  const { userAgent, maxTouchPoints } = navigator;
  return /iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes('Macintosh') && maxTouchPoints > 1);
}

function isInstalled(): boolean {
  return matchMedia('(display-mode: standalone)').matches;
}
