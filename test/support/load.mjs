/** Reads `{ folder }`, loads the package there as n8n does and prints what n8n would show of it. */
import { text } from 'node:stream/consumers';
import { PackageDirectoryLoader } from 'n8n-core';

const { folder } = JSON.parse(await text(process.stdin));
const loader = new PackageDirectoryLoader(folder);
await loader.loadAll();

process.stdout.write(
	JSON.stringify({
		// JSON drops what is undefined, and that is how a node says that it is no tool.
		nodes: Object.values(loader.nodeTypes).map(({ type: { description } }) => ({
			...description,
			saysWhetherTool: 'usableAsTool' in description,
		})),
		credentials: Object.entries(loader.credentialTypes).map(([name, { type }]) => ({
			name,
			displayName: type.displayName,
			documentationUrl: type.documentationUrl,
			iconUrl: type.iconUrl,
			supportedNodes: type.supportedNodes,
		})),
	}),
);
