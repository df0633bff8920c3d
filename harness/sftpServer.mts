import type { AddressInfo } from 'node:net';
import { generateKeyPairSync } from 'node:crypto';
import ssh2, { type Connection, type SFTPWrapper } from 'ssh2';

/** An SFTP server on loopback that keeps in memory what is uploaded. */
export interface SftpServer {
	/** What n8n's credential of the type "sftp" holds. */
	readonly credential: { host: string; port: number; username: string; password: string };
	/** Path and content of each file. */
	files(): Record<string, string>;
	/** What it refuses from now on: to open a file, as a server does whose quota is used up, or to write to it, as one whose disk is full. */
	refuse(what: Refusal): void;
	close(): Promise<void>;
}

type Refusal = 'nothing' | 'files' | 'writes';

const { STATUS_CODE } = ssh2.utils.sftp;
const login = { username: 'erp', password: 'only-for-tests' };

/** Starts one with a key of its own. */
export async function startSftpServer(): Promise<SftpServer> {
	const files = new Map<string, Buffer>();
	const clients = new Set<Connection>();
	let refused: Refusal = 'nothing';
	const hostKey = generateKeyPairSync('rsa', {
		modulusLength: 2048,
		publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
		privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
	}).privateKey;
	const server = new ssh2.Server({ hostKeys: [hostKey] }, (client) => {
		clients.add(client);
		client
			.on('error', () => {})
			.on('close', () => clients.delete(client))
			.on('authentication', (attempt) => {
				const isKnown =
					attempt.method === 'password' &&
					attempt.username === login.username &&
					attempt.password === login.password;
				if (isKnown) attempt.accept();
				else attempt.reject(['password']);
			})
			.on('session', (accept) => {
				accept().on('sftp', (acceptSftp) => keepFiles(acceptSftp(), files, () => refused));
			});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		credential: { host: '127.0.0.1', port, ...login },
		files: () =>
			Object.fromEntries(
				[...files].map(([path, content]) => [
					path,
					content.toString('utf8').replace(/^\uFEFF/, ''),
				]),
			),
		refuse: (what) => void (refused = what),
		async close() {
			for (const client of clients) client.end();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}

const folder = { mode: 0o040755, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 };

/** Opening a file empties it, as the flag "w" of SFTP asks. */
function keepFiles(sftp: SFTPWrapper, files: Map<string, Buffer>, refused: () => Refusal): void {
	const opened: string[] = [];
	const folders = new Set(['/']);
	const lookUp = (id: number, path: string) =>
		folders.has(path) ? sftp.attrs(id, folder) : sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
	const open = (id: number, path: string) => {
		const handle = Buffer.alloc(4);
		handle.writeUInt32BE(opened.push(path) - 1);
		sftp.handle(id, handle);
	};
	const pathOf = (handle: Buffer) => opened[handle.readUInt32BE()]!;
	sftp
		.on('OPEN', (id, path) => {
			if (refused() === 'files') return sftp.status(id, STATUS_CODE.FAILURE);
			files.set(path, Buffer.alloc(0));
			open(id, path);
		})
		.on('WRITE', (id, handle, offset, data) => {
			if (refused() === 'writes') return sftp.status(id, STATUS_CODE.FAILURE);
			const before = files.get(pathOf(handle))!.subarray(0, offset);
			files.set(pathOf(handle), Buffer.concat([before, data]));
			sftp.status(id, STATUS_CODE.OK);
		})
		.on('OPENDIR', open)
		.on('READDIR', (id, handle) => {
			const path = pathOf(handle);
			// The second reading has nothing more to give.
			opened[handle.readUInt32BE()] = '';
			const names = [...files].flatMap(([name, { length }]) => {
				const filename = name.slice(path.length);
				const attrs = { ...folder, mode: 0o100644, size: length };
				return path !== '' && name.startsWith(path)
					? [{ filename, longname: `-rw-r--r-- 1 erp erp ${length} ${filename}`, attrs }]
					: [];
			});
			if (names.length === 0) sftp.status(id, STATUS_CODE.EOF);
			else sftp.name(id, names);
		})
		.on('CLOSE', (id) => sftp.status(id, STATUS_CODE.OK))
		.on('FSETSTAT', (id) => sftp.status(id, STATUS_CODE.OK))
		.on('MKDIR', (id, path) => {
			folders.add(path);
			sftp.status(id, STATUS_CODE.OK);
		})
		.on('REALPATH', (id, path) => sftp.name(id, [{ filename: path, longname: path, attrs: {} }]))
		.on('STAT', lookUp)
		.on('LSTAT', lookUp);
}
