/** Reads `{ folder }`, loads the package there as n8n does and prints what n8n would show of it. */
import { text } from 'node:stream/consumers';
import { PackageDirectoryLoader } from 'n8n-core';

const { folder } = JSON.parse(await text(process.stdin));
const loader = new PackageDirectoryLoader(folder);
await loader.loadAll();

process.stdout.write(
	JSON.stringify({
		nodes: Object.values(loader.nodeTypes).map(({ type: { description } }) => description),
		credentials: Object.entries(loader.credentialTypes).map(([name, { type }]) => ({
			name,
			displayName: type.displayName,
			iconUrl: type.iconUrl,
			supportedNodes: type.supportedNodes,
		})),
	}),
);
