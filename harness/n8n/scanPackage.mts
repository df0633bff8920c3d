/**
 * Runs n8n's community-package scanner on a folder and prints its verdict as JSON. A process of its own, since the
 * scanner is an ES module and jest runs CommonJS. Its command line wants npm and GitHub; this part of it is offline.
 *
 * usage: tsx scanPackage.mts FOLDER source|tarball
 */
interface Scanner {
	SOURCE_FILE_PATTERNS: string[];
	analyzePackage: (
		folder: string,
		patterns: string[],
	) => Promise<{ passed: boolean; message?: string; details?: string }>;
}

const scannerModule: string = '@n8n/scan-community-package/scanner/scanner.mjs';
const { analyzePackage, SOURCE_FILE_PATTERNS } = (await import(scannerModule)) as Scanner;

const [folder, leg] = process.argv.slice(2);
const verdict = await analyzePackage(
	folder!,
	leg === 'source' ? SOURCE_FILE_PATTERNS : ['**/*.js', 'package.json'],
);
process.stdout.write(JSON.stringify(verdict));
