/// <reference lib="webworker" />
import type { Told } from '../../../shared/domain/notice.ts';
import { shownNotice } from './shown-notice.ts';

interface Data {
  address: string;
  at: number;
}

/** Shows that somebody waits, unless the agent has the application in front: there it shows by itself. */
export async function ring(worker: ServiceWorkerGlobalScope, told: Told): Promise<void> {
  const { registration, clients } = worker;
  const { title, options } = shownNotice(told);
  const windows = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const isInFront = windows.some(({ focused, visibilityState }) => focused && visibilityState === 'visible');
  if (isInFront && !mustShow(worker)) return;
  const [before] = await registration.getNotifications({ tag: options.tag });
  // Told twice, it rings once; a person who was answered and writes again rings again in the place of the old one.
  const isRepetition = (before?.data as Data | undefined)?.at === told.at;
  await registration.showNotification(title, {
    ...options,
    icon: '/icon-192.png',
    badge: '/icon-192.png',
    silent: isInFront || isRepetition,
    ...(before !== undefined && !isInFront && !isRepetition && { renotify: true }),
  });
  if (!isInFront) return;
  for (const shown of await registration.getNotifications({ tag: options.tag })) shown.close();
}

/** WebKit takes back the permission of who is told and shows nothing. */
function mustShow({ navigator: { userAgent } }: ServiceWorkerGlobalScope): boolean {
  return /AppleWebKit/.test(userAgent) && !/Chrom(e|ium)\//.test(userAgent);
}

/** A tap leads to the conversation: in the application that is open, or in a new one. */
export async function openTold({ clients }: ServiceWorkerGlobalScope, notice: Notification): Promise<void> {
  notice.close();
  const { address } = notice.data as Data;
  const [open] = await clients.matchAll({ type: 'window' });
  if (open === undefined) {
    await clients.openWindow(address);
    return;
  }
  open.postMessage({ open: address });
  // Refused where the browser does not see a tap; the conversation is open there all the same.
  await open.focus().catch(() => undefined);
}
