import { links } from './api.js';
import { el, fill, icon } from './dom.js';
import { size } from './format.js';
import { t } from './i18n.js';
import { shownEffects } from './store.js';
import { pdfButton } from './viewer.js';

/** The archive as a person sees it: Year / Month / Client / file. */

const closed = new Set();

export const drive = {
	data: () => ({ files: shownEffects().files }),
	draw(root, { files }) {
		if (files.length === 0) fill(root, el('p', { class: 'nothing', text: t('drive.empty') }));
		else fill(root, el('div', { class: 'drive' }, folder(treeOf(files), '')));
	},
};

/** `{ folders: Map(name → tree), files }`. */
function treeOf(files) {
	const root = { folders: new Map(), files: [] };
	for (const file of files) {
		const names = file.path.split('/').filter(Boolean);
		const name = names.pop();
		let at = root;
		for (const step of names) {
			if (!at.folders.has(step)) at.folders.set(step, { folders: new Map(), files: [] });
			at = at.folders.get(step);
		}
		at.files.push({ ...file, name });
	}
	return root;
}

function folder(tree, path) {
	const byName = ([one], [other]) => one.localeCompare(other, undefined, { numeric: true });
	const folders = [...tree.folders].sort(byName).map(([name, inside]) => {
		const here = `${path}/${name}`;
		const remember = (event) => (event.target.open ? closed.delete(here) : closed.add(here));
		return el(
			'li',
			{},
			el(
				'details',
				{ open: !closed.has(here), onToggle: remember },
				el('summary', { dataset: { key: `folder-${here}` } }, icon('folder'), el('span', { text: name })),
				folder(inside, here),
			),
		);
	});
	const files = tree.files.map((file) =>
		el(
			'li',
			{ class: 'leaf' },
			pdfButton(file.name, links.file(file.id), `file-${file.id}`),
			el('span', { class: 'size', text: size(file.size) }),
		),
	);
	return el('ul', {}, folders, files);
}
