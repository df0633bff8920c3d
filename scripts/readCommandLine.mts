/** What was typed, as `read` understands it; when it throws, one sentence and how to write it instead, and the command is to end with 2. */
export function readCommandLine<Choices>(
	cannot: string,
	usage: string,
	read: (args: string[]) => Choices,
): Choices | undefined {
	try {
		return read(process.argv.slice(2));
	} catch (error) {
		// Of an unknown option Node says more than helps.
		const fact = (error as Error).message.replace(/(\. To specify|\n).*/s, '').replace(/\.?$/, '.');
		process.stderr.write(`Cannot ${cannot}. ${fact}\nWrite: ${usage}\n`);
		process.exitCode = 2;
		return undefined;
	}
}
