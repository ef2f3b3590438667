const { spawn } = require('node:child_process');
const { glob, mkdir, readFile, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const esbuild = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const { notices } = require('./scripts/notices');

const DIST = 'dist';
const ENTRIES = ['nodes/**/*.node.ts', 'credentials/*.credentials.ts'];

/**
 * Every node and every credential becomes one self-contained file: n8n installs a pack without its dev dependencies,
 * so whatever a bundle still requires must be n8n's own. Not minified: reviewers and users read what they run.
 */
const bundling = {
	bundle: true,
	platform: 'node',
	target: 'node20',
	format: 'cjs',
	external: ['n8n-workflow'],
	outbase: '.',
	outdir: DIST,
	charset: 'utf8',
	legalComments: 'inline',
	metafile: true,
	write: false,
	logLevel: 'silent',
};

async function clean() {
	await rm(DIST, { recursive: true, force: true });
}

function typecheck(done) {
	const tsc = spawn(process.execPath, [require.resolve('typescript/bin/tsc'), '--noEmit'], { stdio: 'inherit' });
	tsc.on('error', done);
	tsc.on('exit', (code) => done(code === 0 ? undefined : new Error('The type check found errors (listed above).')));
}

/** Each entry is built by itself: a broken node names itself and takes no other down. */
async function scripts() {
	const entries = [];
	for await (const entry of glob(ENTRIES)) entries.push(entry);
	const results = await Promise.allSettled(
		entries.sort().map((entry) => esbuild.build({ ...bundling, entryPoints: [entry] })),
	);
	const failures = results.flatMap((result, index) =>
		result.status === 'rejected' ? [[entries[index], result.reason]] : [],
	);
	if (failures.length > 0) {
		throw new Error(failures.map(([entry, reason]) => `${entry}: ${reason.message}`).join('\n'));
	}

	const built = results.map((result) => result.value);
	const { text, bannerOf } = await notices(built.map(({ metafile }) => metafile));
	for (const { metafile, outputFiles } of built) {
		for (const file of outputFiles) {
			await mkdir(path.dirname(file.path), { recursive: true });
			await writeFile(file.path, bannerOf(metafile) + file.text);
		}
	}
	if (text) await writeFile(path.join(DIST, 'THIRD-PARTY-NOTICES.txt'), text);
}

/** Icons and codex files lie beside the compiled node, where n8n looks for them. */
function assets() {
	return src(['nodes/**/*.svg', 'nodes/**/*.node.json', 'credentials/**/*.svg'], { base: '.', encoding: false }).pipe(
		dest(DIST),
	);
}

/** The scenario for the default systems, as it lies in the repository. */
function workflows() {
	return src('workflows/**/*.json', { base: '.', encoding: false, allowEmpty: true }).pipe(dest(DIST));
}

/** The same scenario for every other pair of CRM and accounting system. */
function otherWorkflows(done) {
	const args = ['--import', 'tsx', 'workflows/generate.ts', path.join(DIST, 'workflows')];
	const generator = spawn(process.execPath, args, { stdio: 'inherit' });
	generator.on('error', done);
	generator.on('exit', (code) => done(code === 0 ? undefined : new Error('The workflows could not be made.')));
}

/** Release check: what package.json promises to n8n is in dist, and nothing else is. */
async function check() {
	const { n8n } = JSON.parse(await readFile('package.json', 'utf8'));
	const listed = new Set([...n8n.nodes, ...n8n.credentials]);
	const built = new Set();
	for await (const file of glob([`${DIST}/nodes/**/*.node.js`, `${DIST}/credentials/*.credentials.js`])) {
		built.add(file.split(path.sep).join('/'));
	}
	const problems = [
		...[...listed]
			.filter((file) => !built.has(file))
			.map((file) => `${file} is listed in package.json and was not built.`),
		...[...built]
			.filter((file) => !listed.has(file))
			.map((file) => `${file} was built and is not listed in package.json.`),
	];
	if (problems.length > 0) throw new Error(problems.join('\n'));
}

const bundle = series(clean, parallel(scripts, assets, workflows, otherWorkflows));

module.exports = {
	clean,
	typecheck,
	check,
	/** Without the type check: for the working day. */
	bundle,
	build: series(typecheck, bundle, check),
	default: series(typecheck, bundle, check),
};
