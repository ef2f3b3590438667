import { mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import packed from '../packed.js';
import { NODE, run } from './process.mjs';
import { say } from './say.mjs';

const { TARBALL, changedSincePacked } = packed;

/** Tells the sandbox which package to install, so that it builds none of its own. */
export const PACKED = { D2I_TARBALL: TARBALL };

const step = async (what, program, args) => {
	const { code, output } = await run(program, args, { capture: true });
	if (code !== 0) throw new Error(`${output}\n${what} failed; see above.`);
	return output;
};

/** Bundles every node and credential into dist/, and holds dist against the list in package.json. */
export async function bundle() {
	const gulp = 'node_modules/gulp/bin/gulp.js';
	await step('The build', NODE, [gulp, '--silent', 'bundle']);
	await step('The release check', NODE, [gulp, 'check']);
}

/** Packs the bundled package as npm would publish it. */
export async function pack() {
	const folder = path.dirname(TARBALL);
	mkdirSync(folder, { recursive: true });
	rmSync(TARBALL, { force: true });
	const output = await step('npm pack', 'npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]);
	renameSync(path.join(folder, JSON.parse(output)[0].filename), TARBALL);
}

/** Both, when a source is newer than the packed package. */
export async function packPackage({ always = false } = {}) {
	if (!always && changedSincePacked() === undefined) return;
	say('Building and packing the nodes …');
	await bundle();
	await pack();
}
