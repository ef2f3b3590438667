const { existsSync, readdirSync, statSync } = require('node:fs');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '..');
/** Everything that ends in the packed package, or says how it is made. */
const SOURCES = [
	'nodes',
	'credentials',
	'connect',
	'invoicing',
	'workflows',
	'gulpfile.js',
	'package.json',
	'README.md',
	'LICENSE',
];

/** Where the packed package lies for the sandbox and the tests, under a name that knows no version. */
const TARBALL = path.join(ROOT, '.cache/pack/n8n-nodes-deal-to-invoice.tgz');

function* filesUnder(source) {
	if (!existsSync(source)) return;
	if (!statSync(source).isDirectory()) return yield source;
	for (const entry of readdirSync(source)) yield* filesUnder(path.join(source, entry));
}

/** @returns the first source file that changed after the package was packed; undefined when the package is up to date */
function changedSincePacked() {
	const packedAt = existsSync(TARBALL) ? statSync(TARBALL).mtimeMs : 0;
	for (const source of SOURCES) {
		for (const file of filesUnder(path.join(ROOT, source))) {
			if (statSync(file).mtimeMs > packedAt) return path.relative(ROOT, file);
		}
	}
	return undefined;
}

module.exports = { ROOT, TARBALL, changedSincePacked };
