/** One line n8n printed: its own JSON lines, or the bare text of anything else that wrote to its output. */
export interface LogLine {
	level: string;
	message: string;
	/** The line as it was printed. */
	text: string;
}

/** Reads a captured log (N8N_LOG_FORMAT=json). */
export function logLines(log: string): LogLine[] {
	return log
		.split('\n')
		.filter((text) => text.trim() !== '')
		.map(logLine);
}

function logLine(text: string): LogLine {
	if (!text.startsWith('{')) return { level: 'output', message: text, text };
	try {
		const { level, message } = JSON.parse(text) as { level?: string; message?: string };
		return { level: level ?? 'output', message: message ?? '', text };
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		return { level: 'output', message: text, text };
	}
}

/** The last lines as a person would read them, for the message of a start that went wrong. */
export function logTail(log: string, count = 30): string {
	return logLines(log)
		.slice(-count)
		.map(({ level, message }) => `${level.padEnd(6)} ${message}`)
		.join('\n');
}
