import { VendorError } from '../../../connect/http';
import { vendorDown } from '../../../connect/vendorFailures';
import type { GoogleDriveClient } from './client';
import { VENDOR } from './failures';
import { FOLDER_PROPERTY, lookQuery, myDriveFolderQuery } from './query';
import { FOLDER_TYPE, type DriveFile } from './schemas';

export interface RootFolder {
	/** A folder that exists; empty: one in My Drive, by name. */
	id: string;
	/** Used where `id` is empty. */
	name: string;
}

/** What one run of the node knows of the drive; shared by its items. */
export interface FolderMemory {
	rootId?: string;
	/** Ids by path, `2026/11/Acme`. */
	readonly ids: Map<string, string>;
}

export interface FoldersOptions {
	root: RootFolder;
	memory: FolderMemory;
	/** Completes "could not …" in errors. */
	purpose: string;
	sleep: (ms: number) => Promise<void>;
}

/** Winners may change while others make folders too; after so many looks something else is wrong. */
const MOST_LOOKS = 4;
/** After a lost answer, before the next look. */
const PAUSE_MS = 1_000;

/**
 * The archive's folders. Drive lets names repeat and has no "make unless it exists": after making a folder it looks
 * again and takes the one that every run takes, so that two runs that cross end in the same folder.
 */
export class Folders {
	/** Folders of the names that were looked for last. */
	private seen: DriveFile[] = [];
	private seenFor = '';

	private readonly root: RootFolder;
	private readonly memory: FolderMemory;

	constructor(
		private readonly client: GoogleDriveClient,
		private readonly options: FoldersOptions,
	) {
		this.root = options.root;
		this.memory = options.memory;
		if (this.root.id) this.memory.rootId = this.root.id;
	}

	/** The folder names that a search should ask for; none when all are known. */
	namesToLookFor(path: readonly string[]): string[] {
		if (this.memory.ids.has(keyOf(path))) return [];
		return this.memory.rootId === undefined ? [this.root.name, ...path] : [...path];
	}

	/** Takes in what a search for `namesToLookFor` has found. */
	notice(path: readonly string[], found: readonly DriveFile[]): void {
		this.seen = found.filter((file) => file.mimeType === FOLDER_TYPE);
		this.seenFor = keyOf(path);
		// Drive finds names without regard to case, and folders anywhere: the name alone proves nothing.
		const roots = this.seen.filter(
			(file) => file.name === this.root.name && file.appProperties[FOLDER_PROPERTY] === 'root',
		);
		this.memory.rootId ??= preferred(roots)?.id;
	}

	/** True when the file is seen to lie in these folders; a person may have moved it elsewhere. */
	holds(path: readonly string[], file: DriveFile): boolean {
		const kept = this.memory.ids.get(keyOf(path));
		if (kept) return file.parents.includes(kept);
		let { parents } = file;
		for (const name of [...path].reverse()) {
			const folder = this.seen.find((each) => each.name === name && parents.includes(each.id));
			if (!folder) return false;
			parents = folder.parents;
		}
		return true;
	}

	/** Finds or makes all folders of the path; answers the id of the innermost. */
	async ensure(path: readonly string[]): Promise<string> {
		const kept = this.memory.ids.get(keyOf(path));
		if (kept) return kept;
		if (this.seenFor !== keyOf(path)) await this.look(path, []);
		const rootId = (this.memory.rootId ??= await this.ensureRoot());
		const made: DriveFile[] = [];
		for (let look = 0; look < MOST_LOOKS; look++) {
			const chain = this.chain(path);
			if (chain.length === path.length) return this.remember(path, chain);
			try {
				await this.make(chain.at(-1) ?? rootId, path.slice(chain.length), made);
			} catch (error) {
				if (!(error instanceof VendorError) || error.outcome === 'notDone') return Promise.reject(error);
				// The folder may be there: the next look tells. An empty second one would do no harm.
				await this.options.sleep(PAUSE_MS);
			}
			await this.look(path, made);
		}
		const detail = 'its folders change faster than they can be read';
		throw vendorDown({ vendor: VENDOR, purpose: this.options.purpose, outcome: 'notDone', detail });
	}

	/** Makes folders below one another; what was made is in `made` even when a later one fails. */
	private async make(outermost: string, names: readonly string[], made: DriveFile[]): Promise<void> {
		let parent = outermost;
		for (const name of names) {
			const folder = await this.client.createFolder(folderIn(parent, name, 'sub'));
			made.push(folder);
			parent = folder.id;
		}
	}

	/** Made folders count although a search may not show them yet. */
	private async look(path: readonly string[], made: readonly DriveFile[]): Promise<void> {
		const found = await this.client.search(lookQuery(undefined, this.namesToLookFor(path)));
		this.notice(path, [...found, ...made.filter((folder) => !found.some((other) => other.id === folder.id))]);
	}

	private async ensureRoot(): Promise<string> {
		const inMyDrive = async () =>
			(await this.client.search(myDriveFolderQuery(this.root.name))).filter((file) => file.name === this.root.name);
		const there = preferred(await inMyDrive());
		if (there) return there.id;
		const made = await this.client.createFolder(folderIn('root', this.root.name, 'root'));
		return (preferred([...(await inMyDrive()), made]) ?? made).id;
	}

	/** Ids from the outermost folder inwards, as far as folders of these names hang below one another. */
	private chain(path: readonly string[]): string[] {
		const ids: string[] = [];
		let parent = this.memory.rootId;
		for (const name of path) {
			const folder = preferred(this.seen.filter((file) => file.name === name && file.parents.includes(parent ?? '')));
			if (parent === undefined || !folder) break;
			ids.push(folder.id);
			parent = folder.id;
		}
		return ids;
	}

	private remember(path: readonly string[], chain: readonly string[]): string {
		chain.forEach((id, depth) => this.memory.ids.set(keyOf(path.slice(0, depth + 1)), id));
		return chain.at(-1) ?? '';
	}
}

function folderIn(parent: string, name: string, mark: 'root' | 'sub') {
	return { name, mimeType: FOLDER_TYPE, parents: [parent], appProperties: { [FOLDER_PROPERTY]: mark } };
}

/** Ours before a person's, then the oldest, then by id: every run chooses the same. */
function preferred(folders: readonly DriveFile[]): DriveFile | undefined {
	const rank = (file: DriveFile) => (file.appProperties[FOLDER_PROPERTY] ? 0 : 1);
	return [...folders].sort(
		(a, b) => rank(a) - rank(b) || a.createdTime.localeCompare(b.createdTime) || a.id.localeCompare(b.id),
	)[0];
}

function keyOf(path: readonly string[]): string {
	return path.join('/');
}
