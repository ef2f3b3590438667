import { el, icon } from './dom.js';
import { t } from './i18n.js';

/** Shows a PDF over the page. Phones have no viewer inside a page: there the link opens a new tab. */

/** A link that opens the PDF in the viewer; with a modifier key, or where none can be embedded, in a new tab. */
export function pdfButton(name, href, key, text = name) {
	return el(
		'a',
		{
			class: 'file',
			href,
			target: '_blank',
			rel: 'noopener',
			dataset: { key },
			'aria-label': text === name ? null : name,
			onClick: (event) => {
				if (event.ctrlKey || event.metaKey || event.shiftKey || !navigator.pdfViewerEnabled) return;
				event.preventDefault();
				show(name, href);
			},
		},
		icon('pdf'),
		el('span', { text }),
	);
}

function show(name, href) {
	const dialog = el(
		'dialog',
		{ class: 'viewer', 'aria-label': name, onClose: () => dialog.remove() },
		el(
			'div',
			{ class: 'viewer-head' },
			el('strong', { text: name }),
			el('a', { class: 'button', href, target: '_blank', rel: 'noopener', text: t('viewer.newTab') }),
			el('button', { type: 'button', text: t('viewer.close'), onClick: () => dialog.close() }),
		),
		// The browser's own viewer, without its side panel.
		el('iframe', { src: `${href}#navpanes=0&view=FitH`, title: name }),
	);
	document.body.append(dialog);
	dialog.showModal();
}
