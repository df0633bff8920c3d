/** What the other scripts of the page are made with: elements, whose content is set as text and never as HTML, and requests. */
export const TOOLS_SCRIPT = String.raw`
const find = (id) => document.getElementById(id);

function element(tag, attributes = {}, ...children) {
	const made = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (name === 'onclick') made.addEventListener('click', value);
		else made.setAttribute(name, value);
	}
	made.append(...children);
	return made;
}

async function ask(method, path, body) {
	const response = await fetch('/sandbox/' + path, {
		method,
		...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
	});
	const answer = await response.json();
	if (!response.ok) throw new Error(answer.detail);
	return answer;
}
`;
