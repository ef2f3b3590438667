const { glob, readFile } = require('node:fs/promises');
const path = require('node:path');

/** The folders under node_modules whose code went into a bundle, with `@scope/name` kept whole. */
function packagesOf(metafile) {
	const folders = Object.keys(metafile.inputs).flatMap((input) => {
		const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
		return match ? [match[1]] : [];
	});
	return [...new Set(folders)].sort();
}

async function describe(folder) {
	const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
	const texts = [];
	for await (const file of glob('{LICENSE,LICENCE,license,licence}*', { cwd: folder })) {
		texts.push(await readFile(path.join(folder, file), 'utf8'));
	}
	if (texts.length === 0) throw new Error(`${name} is bundled, and its package holds no licence text to pass on.`);
	return { label: `${name} ${version} (${license})`, text: texts.join('\n').trim() };
}

/**
 * The licences of bundled libraries ask that their notices travel with every copy. esbuild keeps only comments that
 * are marked as legal, and most libraries mark none: so each bundle names what it holds, and one file has the texts.
 * @returns `text` of the notices file (empty when nothing is bundled) and `bannerOf`, the first lines of one bundle
 */
async function notices(metafiles) {
	const folders = [...new Set(metafiles.flatMap(packagesOf))].sort();
	const described = new Map();
	for (const folder of folders) described.set(folder, await describe(folder));

	return {
		text: [...described.values()].map(({ label, text }) => `${label}\n\n${text}\n`).join(`\n${'-'.repeat(80)}\n\n`),
		bannerOf(metafile) {
			const labels = packagesOf(metafile).map((folder) => described.get(folder).label);
			return labels.length > 0 ? `/*! Holds ${labels.join(', ')}: see dist/THIRD-PARTY-NOTICES.txt */\n` : '';
		},
	};
}

module.exports = { notices };
