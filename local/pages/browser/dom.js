/** Makes an element. Text is always text: nothing here is ever parsed as HTML. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) setProperty(element, name, value);
  element.append(
    ...children.flat().filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

function setProperty(element, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
  else if (name === 'class') element.className = value;
  else if (name === 'value') element.value = value;
  else if (name === 'checked') element.checked = value;
  else element.setAttribute(name, value === true ? '' : value);
}

export function replace(id, ...children) {
  document.querySelector(`#${id}`).replaceChildren(...children.flat().filter(Boolean));
}

let toastTimer;

/** Says something that goes away by itself. */
export function toast(text) {
  const element = document.querySelector('#toast');
  element.textContent = text;
  element.classList.add('shown');
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => element.classList.remove('shown'), 4000);
}

/** A code line with a button that copies it. */
export function copyable(code, label, done) {
  const copy = async () => {
    await navigator.clipboard.writeText(code);
    toast(done);
  };
  return h(
    'div',
    { class: 'copyable' },
    h('pre', { tabindex: '0' }, h('code', {}, code)),
    h('button', { type: 'button', class: 'small', onclick: copy }, label),
  );
}
