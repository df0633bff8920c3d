export const find = (id) => document.getElementById(id);

/** An element whose content is set as text and never as HTML: names, remarks and answers come from others. */
export function element(tag, attributes = {}, ...children) {
	const made = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (name === 'onclick') made.addEventListener('click', value);
		else made.setAttribute(name, value);
	}
	made.append(...children);
	return made;
}

/** Asks one of the sandbox's control routes. */
export async function ask(method, path, body) {
	const response = await fetch('/sandbox/' + path, {
		method,
		...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
	});
	const answer = await response.json();
	if (!response.ok) throw new Error(answer.detail);
	return answer;
}
