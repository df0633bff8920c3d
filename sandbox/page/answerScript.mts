/** Reads the supplier's answer in the browser; a script of its own, so that a test can run it without a page. */
export const ANSWER_SCRIPT = String.raw`
/** Sentences of the supplier's answer, each once: its message, n8n's hint and issues when it is JSON that has them, else its text. */
function readAnswer(answer) {
	try {
		const { message, hint, issues } = JSON.parse(answer);
		const sentences = [message, hint, ...(Array.isArray(issues) ? issues.map((issue) => issue?.message) : [])];
		const said = sentences.filter((sentence) => typeof sentence === 'string' && sentence !== '');
		if (said.length > 0) return said.filter((sentence, index) => !said.slice(0, index).some((earlier) => earlier.includes(sentence)));
	} catch (cause) {
		if (!(cause instanceof SyntaxError || cause instanceof TypeError)) throw cause;
	}
	return answer === '' ? [] : [answer.slice(0, 2000)];
}
`;
