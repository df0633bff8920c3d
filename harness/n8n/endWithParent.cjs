const { isMainThread } = require('node:worker_threads');

/**
 * Loaded into n8n before its own code. The parent holds the other end of stdin; when the parent is gone, however
 * it went, the pipe ends, and n8n's process group (its task runner too) ends with it. n8n's worker threads load
 * this as well, and have a stdin that ends at once.
 */
if (isMainThread) {
	process.stdin.on('end', () => process.kill(-process.pid, 'SIGKILL'));
	process.stdin.resume();
	process.stdin.unref();
}
