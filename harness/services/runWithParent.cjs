const { spawn } = require('node:child_process');

/**
 * Runs a server that knows nothing of who started it: `node runWithParent.cjs '{"uid":101}' command args…`. The parent
 * holds the other end of stdin; when the parent is gone, however it went, the server's process group ends with it.
 */
const [as, command, ...args] = process.argv.slice(2);
const server = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...JSON.parse(as) });
server.once('error', (error) => {
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
});
server.once('exit', (code) => process.exit(code ?? 1));
process.once('SIGTERM', () => server.kill('SIGTERM'));
process.stdin.once('end', () => process.kill(-process.pid, 'SIGKILL')).resume();
