import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { defineConfig, globalIgnores } from 'eslint/config';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';
import { layers } from './scripts/eslint/layers.mjs';

/** Code that ends in a bundle which n8n runs: its own community rules hold for all of it, wherever it lies. */
const SHIPPED = ['nodes', 'credentials', 'connect', 'invoicing'].map((folder) => `${folder}/**/*.ts`);

export default defineConfig(
	globalIgnores(['dist/', '.cache/', 'coverage/', '**/node_modules/']),
	{
		files: ['**/*.{ts,mts}'],
		extends: [tseslint.configs.recommended],
		rules: {
			'@typescript-eslint/consistent-type-imports': [
				'error',
				{ prefer: 'type-imports', fixStyle: 'separate-type-imports' },
			],
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all', ignoreRestSiblings: true },
			],
		},
	},
	{
		files: ['**/*.{ts,mts,js,mjs}'],
		rules: {
			eqeqeq: 'error',
			'no-var': 'error',
			'object-shorthand': 'error',
			'prefer-const': 'error',
			'no-throw-literal': 'error',
			'max-lines': ['error', { max: 250, skipBlankLines: true }],
		},
	},
	...layers,

	{
		files: SHIPPED,
		extends: [n8nCommunityNodesPlugin.configs.recommended],
		rules: { 'no-console': 'error' },
	},
	{
		files: ['package.json'],
		extends: [n8nCommunityNodesPlugin.configs.recommended],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		languageOptions: { parser: tseslint.parser },
		rules: n8nNodesBase.configs.community.rules,
	},
	{
		// The address of an inbound webhook holds its secret: anyone who has it may call the portal.
		files: ['credentials/DealToInvoiceBitrix24WebhookApi.credentials.ts'],
		rules: { '@n8n/community-nodes/credential-unnecessary-password': 'off' },
	},
	{
		files: ['credentials/**/*.ts'],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: {
			...n8nNodesBase.configs.credentials.rules,
			// As n8n's own scan has it: the first is for built-in nodes, the second is done better by credential-password-field.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		// Parameters that several nodes share lie in connect/.
		files: ['nodes/**/*.ts', 'connect/{accounting,crm,trigger}/**/*.ts'],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: {
			...n8nNodesBase.configs.nodes.rules,
			// As n8n's own scan has it: inputs and outputs are constants, and a vendor may set a limit of its own.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
	{
		files: ['invoicing/**/*.ts'],
		rules: {
			'no-restricted-syntax': [
				'error',
				...['Date.now', 'DateTime.now', 'DateTime.local', 'DateTime.utc'].map((clock) => {
					const [object, property] = clock.split('.');
					return {
						selector: `CallExpression[arguments.length=0][callee.object.name='${object}'][callee.property.name='${property}']`,
						message: 'The domain knows no clock: take the time as an argument.',
					};
				}),
				{
					selector: "NewExpression[arguments.length=0][callee.name='Date']",
					message: 'The domain knows no clock: take the time as an argument.',
				},
			],
		},
	},
	{
		files: SHIPPED,
		rules: {
			'no-restricted-properties': [
				'error',
				{ object: 'Number', property: 'parseFloat', message: 'Amounts are decimal strings, computed with big.js.' },
			],
		},
	},
	{
		files: SHIPPED,
		rules: {
			// `parseFloat` reads money into a binary float; quantities, rates and amounts stay decimal strings.
			'no-restricted-globals': [
				'error',
				{ name: 'parseFloat', message: 'Amounts are decimal strings, computed with big.js.' },
			],
		},
	},
);
