/** Takes back what the system shows of a person whose conversation is open. */
export async function clearNotice(person: string): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.getRegistration();
  for (const notice of (await registration?.getNotifications({ tag: person })) ?? []) notice.close();
}
