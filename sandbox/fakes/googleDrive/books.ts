import { createHash } from 'node:crypto';

export const FOLDER = 'application/vnd.google-apps.folder';

/** A file or folder as Drive v3 shows it, with what only the fake knows under `held`. */
export interface DriveFile {
	kind: 'drive#file';
	id: string;
	name: string;
	mimeType: string;
	description?: string;
	parents: string[];
	trashed: boolean;
	createdTime: string;
	modifiedTime: string;
	appProperties: Record<string, string>;
	properties: Record<string, string>;
	webViewLink: string;
	version: string;
	md5Checksum?: string;
	sha256Checksum?: string;
	size?: string;
	originalFilename?: string;
	headRevisionId?: string;
}

/** All fields that a selection may name although a given file does not have them. */
export const FILE_FIELDS = [
	...['kind', 'id', 'name', 'mimeType', 'description', 'parents', 'trashed', 'createdTime', 'modifiedTime'],
	...['appProperties', 'properties', 'webViewLink', 'webContentLink', 'version', 'md5Checksum', 'sha256Checksum'],
	...['size', 'originalFilename', 'headRevisionId', 'starred', 'shared', 'explicitlyTrashed', 'iconLink', 'driveId'],
	...['hasThumbnail', 'thumbnailLink', 'exportLinks', 'permissions', 'spaces', 'owners', 'capabilities'],
	...['files', 'nextPageToken', 'incompleteSearch', 'ids', 'space', 'drives', 'user'],
] as const;

export interface Revision {
	id: string;
	content: Buffer;
	keepForever: boolean;
}

interface Entry {
	file: DriveFile;
	revisions: Revision[];
	/** Milliseconds of the machine's clock from which searches see it. */
	visibleFrom: number;
}

export interface NewFile {
	id?: string;
	name?: string;
	mimeType?: string;
	description?: string;
	parents?: string[];
	appProperties?: Record<string, string>;
	properties?: Record<string, string>;
}

/** What Drive holds: names may repeat, ids may not. */
export class DriveBooks {
	static readonly rootId = '0ADemoMyDriveRootUk9PVA';
	private readonly entries = new Map<string, Entry>();
	private readonly promised = new Set<string>();
	private counter = 0;

	constructor(private readonly now: () => Date) {
		this.reset();
	}

	reset(): void {
		this.entries.clear();
		this.promised.clear();
		const root = this.make({ name: 'My Drive', mimeType: FOLDER }, DriveBooks.rootId, []);
		this.entries.set(root.id, { file: root, revisions: [], visibleFrom: 0 });
	}

	/** Ids that later creates may carry. */
	promiseIds(count: number): string[] {
		const ids = Array.from({ length: count }, () => this.newId());
		for (const id of ids) this.promised.add(id);
		return ids;
	}

	isPromised(id: string): boolean {
		return this.promised.has(id);
	}

	has(id: string): boolean {
		return this.get(id) !== undefined;
	}

	get(id: string): DriveFile | undefined {
		return this.entries.get(id === 'root' ? DriveBooks.rootId : id)?.file;
	}

	/** Newest first, as Drive lists them when no order is asked for. */
	search(matches: (file: DriveFile) => boolean, machineNow: number): DriveFile[] {
		return [...this.entries.values()]
			.filter((entry) => entry.file.id !== DriveBooks.rootId && entry.visibleFrom <= machineNow && matches(entry.file))
			.map((entry) => entry.file)
			.reverse();
	}

	insert(
		input: NewFile,
		content: Buffer | undefined,
		options: { keepForever: boolean; visibleFrom: number },
	): DriveFile {
		const parents = (input.parents ?? ['root']).map((id) => (id === 'root' ? DriveBooks.rootId : id));
		const file = this.make(input, input.id ?? this.newId(), parents);
		const entry: Entry = { file, revisions: [], visibleFrom: options.visibleFrom };
		if (content) this.revise(entry, content, options.keepForever);
		this.entries.set(file.id, entry);
		return file;
	}

	update(id: string, change: NewFile & { trashed?: boolean }, content?: Buffer, keepForever = false): DriveFile {
		const entry = this.entries.get(id);
		if (!entry) throw new Error(`no file ${id}`);
		const { appProperties, properties, id: _id, parents: _parents, ...plain } = change;
		Object.assign(entry.file, plain, {
			appProperties: { ...entry.file.appProperties, ...appProperties },
			properties: { ...entry.file.properties, ...properties },
			modifiedTime: this.now().toISOString(),
			version: String(Number(entry.file.version) + 1),
		});
		if (content) this.revise(entry, content, keepForever);
		return entry.file;
	}

	move(id: string, add: string[], remove: string[]): void {
		const file = this.entries.get(id)?.file;
		if (!file) return;
		file.parents = [...new Set([...file.parents.filter((parent) => !remove.includes(parent)), ...add])];
	}

	delete(id: string): void {
		this.entries.delete(id);
	}

	content(id: string): Buffer | undefined {
		return this.entries.get(id)?.revisions.at(-1)?.content;
	}

	revisions(id: string): readonly Revision[] {
		return this.entries.get(id)?.revisions ?? [];
	}

	/** Folder names from below My Drive down to the file. */
	pathOf(file: DriveFile): string[] {
		const above = file.parents[0] === undefined ? undefined : this.get(file.parents[0]);
		return above && above.id !== DriveBooks.rootId ? [...this.pathOf(above), file.name] : [file.name];
	}

	all(): DriveFile[] {
		return [...this.entries.values()].map((entry) => entry.file).filter((file) => file.id !== DriveBooks.rootId);
	}

	private newId(): string {
		// As odd as Drive's own, and the same in every run, so that a test can be played again.
		const odd = createHash('sha256').update(`drive ${++this.counter}`).digest('base64url').slice(0, 22);
		return `1${odd.replace(/[-_]/g, 'x')}${this.counter.toString(36)}`;
	}

	private make(input: NewFile, id: string, parents: string[]): DriveFile {
		const at = this.now().toISOString();
		const mimeType = input.mimeType ?? 'application/octet-stream';
		return {
			kind: 'drive#file',
			id,
			name: input.name ?? 'Untitled',
			mimeType,
			...(input.description ? { description: input.description } : {}),
			parents,
			trashed: false,
			createdTime: at,
			modifiedTime: at,
			appProperties: { ...input.appProperties },
			properties: { ...input.properties },
			webViewLink: `https://drive.google.com/${mimeType === FOLDER ? 'drive/folders/' : 'file/d/'}${id}${mimeType === FOLDER ? '' : '/view?usp=drivesdk'}`,
			version: '1',
		};
	}

	private revise(entry: Entry, content: Buffer, keepForever: boolean): void {
		const id = `${entry.file.id}-r${entry.revisions.length + 1}`;
		entry.revisions.push({ id, content, keepForever });
		Object.assign(entry.file, {
			headRevisionId: id,
			size: String(content.length),
			md5Checksum: createHash('md5').update(content).digest('hex'),
			sha256Checksum: createHash('sha256').update(content).digest('hex'),
		});
	}
}
