// The part of these libraries that tests use; they bring no types of their own.
declare module 'smtp-server' {
	interface Options {
		disabledCommands: string[];
		onData(stream: NodeJS.ReadableStream, session: object, done: (error?: Error) => void): void;
	}
	export class SMTPServer {
		constructor(options: Options);
		readonly server: import('node:net').Server;
		listen(port: number, host: string, listening: () => void): void;
		close(closed: () => void): void;
	}
}

declare module 'mailparser' {
	interface Addresses {
		text: string;
	}
	interface ParsedMail {
		from?: Addresses;
		to?: Addresses | Addresses[];
		subject?: string;
		text?: string;
	}
	export function simpleParser(source: NodeJS.ReadableStream): Promise<ParsedMail>;
}
