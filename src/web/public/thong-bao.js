// Shows what the program sends to this device (Web Push) and opens it on a click. It stands between no page and the
// network: pages load as if it were not there. Registered only when somebody asks for notifications on this device.
self.addEventListener('push', (event) => {
  let note;
  try {
    note = event.data.json();
  } catch {
    // A message that cannot be read must still show something, or the browser shows a sentence of its own.
    note = { id: 'dunghen', title: 'Đúng Hẹn có lời nhắc mới', body: '', path: '/nhac-viec' };
  }
  event.waitUntil(
    self.registration.showNotification(note.title, {
      body: note.body,
      // The same message sent again replaces what stands there, without a second sound.
      tag: note.id,
      lang: 'vi',
      icon: '/favicon.svg',
      data: { path: note.path, answer: note.answer?.path },
      // Answered without opening anything; a browser that knows no buttons shows none.
      ...(note.answer
        ? {
            actions: [
              { action: 'acknowledge', title: note.answer.acknowledge },
              { action: 'later', title: note.answer.later },
            ],
          }
        : {}),
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { path, answer } = event.notification.data ?? {};
  const page = pageOf(answer ?? path);
  if (event.action === 'acknowledge') event.waitUntil(acknowledge(page, event.notification));
  else if (event.action === 'later') event.waitUntil(openPage(page));
  else event.waitUntil(openPage(pageOf(path)));
});

/** Only a page of ours, whatever the message said. */
function pageOf(path) {
  const address = new URL(typeof path === 'string' ? path : '/', self.location.origin);
  return address.origin === self.location.origin ? address.href : `${self.location.origin}/`;
}

/** Says "đã biết" by the signed address of the message, and shows that it was taken; the page says why where it was not. */
async function acknowledge(page, { title, tag }) {
  const taken = await fetch(page, { method: 'POST', body: new URLSearchParams({ action: 'acknowledge' }) })
    .then(({ ok }) => ok)
    .catch(() => false);
  if (!taken) return openPage(page);
  return self.registration.showNotification('Đã ghi nhận “Đã biết”', {
    body: title,
    tag,
    lang: 'vi',
    icon: '/favicon.svg',
    silent: true,
    data: { path: page },
  });
}

async function openPage(target) {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const there = pages.find(({ url }) => url === target);
  return there ? there.focus() : self.clients.openWindow(target);
}

// The browser changed the address by itself: the old one would answer "gone" and the device would fall silent.
self.addEventListener('pushsubscriptionchange', (event) => {
  const key = event.oldSubscription?.options.applicationServerKey;
  if (key) event.waitUntil(subscribeAgain(key));
});

async function subscribeAgain(key) {
  const subscription = await self.registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  });
  const { endpoint, keys } = subscription.toJSON();
  await fetch('/api/channels/devices', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-dunghen-request': '1' },
    body: JSON.stringify({ endpoint, keys }),
  });
}
