export interface LogLine {
	level: 'debug' | 'info' | 'warn' | 'error';
	message: string;
	metadata?: unknown;
}

/** Makes a context's logger write into a list; without one, n8n's own logger stays. */
export function keepLog<Context extends object>(
	context: Context,
	log: LogLine[] | undefined,
): Context {
	if (log === undefined) return context;
	const at = (level: LogLine['level']) => (message: string, metadata?: unknown) => {
		log.push(metadata === undefined ? { level, message } : { level, message, metadata });
	};
	return Object.defineProperty(context, 'logger', {
		value: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') },
	});
}
