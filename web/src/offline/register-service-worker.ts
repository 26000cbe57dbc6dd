import { navigate } from 'wouter/use-browser-location';
import { isRinging } from '../push/kept-device.ts';
import type { Words } from '../texts/texts.tsx';
import { say } from '../ui/toast.tsx';

const QUIET = 4_000;

/** Lets the application start without a network, and says when another version waits. */
export function registerServiceWorker(words: Words): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  const { serviceWorker } = navigator;
  const offer = (worker: ServiceWorker | null) => {
    if (worker === null || serviceWorker.controller === null) return;
    say(words.update, { label: words.reload, run: () => worker.postMessage('take over') });
  };
  let reloaded = false;
  const wasControlled = serviceWorker.controller !== null;
  serviceWorker.addEventListener('controllerchange', () => {
    if (!wasControlled || reloaded) return;
    reloaded = true;
    location.reload();
  });
  serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ open?: string } | null>) => {
    if (data?.open !== undefined) navigate(data.open);
  });
  const register = () =>
    void serviceWorker.register('/sw.js').then((registration) => {
      offer(registration.waiting);
      registration.addEventListener('updatefound', () => {
        const worker = registration.installing;
        worker?.addEventListener('statechange', () => {
          if (worker.state === 'installed') offer(worker);
        });
      });
    });
  // What it fetches must not stand in the way of the first screen.
  setTimeout(() => {
    register();
    if (isRinging())
      void import('../push/this-device.ts').then(async ({ renewDevice }) => renewDevice(words.language));
  }, QUIET);
}
