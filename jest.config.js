const transform = { '^.+\\.(ts|mts)$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] };
const project = (displayName, options = {}) => ({
	displayName,
	testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts`],
	transform,
	...options,
});

/** One project a layer: see docs/ and CONTRIBUTING. */
module.exports = {
	// A machine that is busy with other things is not what a test is about.
	testTimeout: 30_000,
	projects: [project('unit'), project('node'), project('contract'), project('e2e'), project('browser')],
};
