/**
 * Small helpers over the DOM. Everything a vendor or a deal says goes in as text, never as markup.
 */

/**
 * Makes an element. `props`: `class`, `text`, `on<Event>` handlers, `dataset`, other names are attributes;
 * an attribute whose value is false, null or undefined is left out.
 */
export function el(tag, props = {}, ...children) {
	const node = document.createElement(tag);
	for (const [name, value] of Object.entries(props)) {
		if (value === false || value === null || value === undefined) continue;
		if (name === 'class') node.className = value;
		else if (name === 'text') node.textContent = value;
		else if (name === 'dataset') Object.assign(node.dataset, value);
		else if (name.startsWith('on')) node.addEventListener(name.slice(2).toLowerCase(), value);
		else node.setAttribute(name, value === true ? '' : value);
	}
	node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
	return node;
}

/** An icon of the page's own set, drawn by CSS; it says nothing to a screen reader. */
export function icon(name) {
	return el('span', { class: `icon icon-${name}`, 'aria-hidden': 'true' });
}

/**
 * Fills `root` anew and keeps the keyboard where it was: the focused element is found again by its `data-key`.
 */
export function fill(root, ...children) {
	const active = document.activeElement;
	const key = active && root.contains(active) ? active.dataset.key : undefined;
	root.replaceChildren(...children.flat().filter(Boolean));
	if (key !== undefined) root.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

/** Calls `render` only when what it shows has changed, so that a refresh does not disturb reading or typing. */
export function whenChanged(render) {
	let shown;
	return (...parts) => {
		const now = JSON.stringify(parts);
		if (now === shown) return;
		shown = now;
		render(...parts);
	};
}

/** Says a sentence to screen readers only. */
export function announce(sentence) {
	document.getElementById('announcer').textContent = sentence;
}

const TOAST_MS = 8000;

/** Shows a sentence for a while. `kind`: `info` or `error`. */
export function toast(sentence, kind = 'info') {
	const close = () => note.remove();
	const note = el(
		'div',
		{ class: `toast ${kind}` },
		el('span', { text: sentence }),
		el('button', { type: 'button', class: 'plain', 'aria-label': 'OK', text: '×', onClick: close }),
	);
	document.getElementById('toasts').append(note);
	setTimeout(close, TOAST_MS);
}
