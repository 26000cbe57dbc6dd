import { copyable, h, replace } from './dom.js';
import { deviceList } from './device-list.js';
import { DeviceView } from './device-view.js';
import { curlLines, follow, read } from './local-api.js';
import { Panel } from './panel.js';
import { texts } from './texts.js';
import { pageLink, showTop } from './top.js';

let selected = new URLSearchParams(location.search).get('device');
let view;
let emptyShown = false;
let shownDevices = '';
const panel = new Panel(refresh);

async function showEmpty() {
  if (emptyShown) return;
  emptyShown = true;
  const { send } = await curlLines();
  const picture = h('img', { src: '/_local/pages/icon.svg', alt: '', width: '56', height: '56' });
  const words = [h('h2', {}, texts.nobody), h('p', {}, texts.nobodyHint)];
  replace(
    'device',
    h('div', { class: 'empty' }, picture, ...words, copyable(send, texts.copy, texts.copied)),
  );
}

function showDevices(data) {
  const key = JSON.stringify([data.devices, data.device?.address]);
  if (key === shownDevices) return;
  shownDevices = key;
  replace('devices', deviceList(data, select));
}

function select(address) {
  selected = address;
  const url = new URL(location.href);
  url.searchParams.set('device', address);
  history.replaceState(null, '', url);
  void refresh();
}

async function refresh() {
  const query = selected ? `?device=${encodeURIComponent(selected)}` : '';
  const data = await read(`/_local/phone/data${query}`);
  document.body.classList.toggle('nobody', data.device === null);
  panel.show(data);
  showDevices(data);
  if (data.device === null) return showEmpty();
  selected ??= data.device.address;
  if (view?.address !== data.device.address) {
    view = new DeviceView(data.device, refresh);
    replace('device', view.element);
  }
  return view.show(data);
}

document.title = `${texts.title} – Coccinelle`;
showTop(texts.title, texts.subtitle, pageLink('/_local/templates', texts.toTemplates));
follow(() => void refresh());
