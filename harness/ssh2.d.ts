/** The part of ssh2 that `sftpServer.mts` uses. */
declare module 'ssh2' {
	interface Attempt {
		method: string;
		username: string;
		password?: string;
		accept(): void;
		reject(methods: string[]): void;
	}
	export interface SFTPWrapper {
		on(event: 'OPEN', act: (id: number, path: string) => void): this;
		on(
			event: 'WRITE',
			act: (id: number, handle: Buffer, offset: number, data: Buffer) => void,
		): this;
		on(
			event: 'REALPATH' | 'STAT' | 'LSTAT' | 'MKDIR' | 'OPENDIR',
			act: (id: number, path: string) => void,
		): this;
		on(event: 'READDIR', act: (id: number, handle: Buffer) => void): this;
		on(event: 'CLOSE' | 'FSETSTAT', act: (id: number) => void): this;
		handle(id: number, handle: Buffer): void;
		status(id: number, code: number): void;
		attrs(id: number, attributes: object): void;
		name(id: number, names: Array<{ filename: string; longname: string; attrs: object }>): void;
	}
	interface Session {
		on(event: 'sftp', act: (accept: () => SFTPWrapper) => void): this;
	}
	export interface Connection {
		on(event: 'error' | 'close', act: () => void): this;
		on(event: 'authentication', act: (attempt: Attempt) => void): this;
		on(event: 'session', act: (accept: () => Session) => void): this;
		end(): void;
	}
	const ssh2: {
		Server: new (
			options: { hostKeys: string[] },
			connected: (client: Connection) => void,
		) => import('node:net').Server;
		utils: { sftp: { STATUS_CODE: Record<'OK' | 'EOF' | 'FAILURE' | 'NO_SUCH_FILE', number> } };
	};
	export default ssh2;
}
