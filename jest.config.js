const transform = { '^.+\\.(ts|mts)$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] };
const project = (displayName, options = {}) => ({
	displayName,
	testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts`],
	transform,
	...options,
});

/** One project a layer: see docs/ and CONTRIBUTING. */
module.exports = {
	projects: [project('unit'), project('node'), project('contract'), project('e2e'), project('browser')],
};
