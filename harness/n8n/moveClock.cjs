const { readFileSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { isMainThread } = require('node:worker_threads');

/**
 * Loaded into n8n before its own code: its clock, and what it asks SQLite for as 'now', go ahead by as many milliseconds
 * as the file in CLOCK_FILE says, or behind. Timers keep real time.
 */
const file = process.env.CLOCK_FILE;
const RealDate = Date;
const realNow = Date.now;
let aheadMs = 0;

const now = () => realNow() + aheadMs;
globalThis.Date = new Proxy(RealDate, {
	construct: (target, values, newTarget) =>
		Reflect.construct(target, values.length === 0 ? [now()] : values, newTarget),
	apply: () => new RealDate(now()).toString(),
	get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});
RealDate.prototype.constructor = globalThis.Date;

function read() {
	const wanted = readFileSync(file, 'utf8');
	// The file is empty for the moment in which it is written.
	if (wanted === '' || Number(wanted) === aheadMs) return;
	aheadMs = Number(wanted);
	if (isMainThread) writeFileSync(`${file}.read`, String(aheadMs));
}
read();
setInterval(read, 20).unref();

const load = Module._load;
let isPatched = false;
Module._load = (name, ...rest) => {
	const loaded = load(name, ...rest);
	if (name === 'sqlite3' && !isPatched) {
		isPatched = true;
		const database = loaded.Database.prototype;
		for (const method of ['run', 'get', 'all', 'each', 'prepare']) {
			const original = database[method];
			database[method] = function (sql, ...parameters) {
				const ahead = `'now', '${aheadMs < 0 ? '' : '+'}${aheadMs / 1000} seconds'`;
				const moved = sql
					.replaceAll('= CURRENT_TIMESTAMP', "= DATETIME('now')")
					.replaceAll(/'now'/gi, ahead);
				return original.call(this, moved, ...parameters);
			};
		}
	}
	return loaded;
};
