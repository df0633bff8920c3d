const { TestEnvironment } = require('jest-environment-node');

// A worker whose jest is gone, by Ctrl+C or a kill, would go on with its tests. What it started ends with it.
if (process.send) {
	const jest = process.ppid;
	setInterval(() => process.ppid !== jest && process.exit(1), 500).unref();
}

module.exports = TestEnvironment;
