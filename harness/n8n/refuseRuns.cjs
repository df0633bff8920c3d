const { existsSync } = require('node:fs');

/**
 * n8n's own way of refusing a run before it begins, which n8n Cloud uses for its quota: while the file in
 * REFUSE_RUNS_FILE is there, no run starts.
 */
const refuse = () => {
	if (existsSync(process.env.REFUSE_RUNS_FILE)) throw new Error('The execution quota is used up');
};

module.exports = { workflow: { preExecute: [refuse] } };
