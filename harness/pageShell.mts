/** A plain page that reloads itself, for what stands beside n8n in the demo. */
export const pageShell = (
	title: string,
	explanation: string,
	body: string,
): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="5">
<title>${title}</title>
<style>
	body { font: 16px/1.5 system-ui, sans-serif; color: #1f2933; background: #f5f7f9; margin: 2rem auto; max-width: 46rem; padding: 0 1rem }
	article { background: #fff; border: 1px solid #d9e0e6; border-radius: 8px; padding: 1rem 1.25rem; margin: 1rem 0 }
	h1 { font-size: 1.4rem } h2 { font-size: 1.05rem; margin: 0 }
	p { color: #52606d; margin: .25rem 0 }
	pre { font: inherit; white-space: pre-wrap; margin: .75rem 0 0 }
</style>
<h1>${title}</h1>
<p>${explanation}</p>
${body}
</html>`;

export const escapeHtml = (text: string): string =>
	text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
