/** Sends JSON and returns status and body, whatever they are. */
export async function postJson(
	url: string,
	body: unknown,
): Promise<{ status: number; body: Record<string, unknown> }> {
	const reply = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	return {
		status: reply.status,
		body: JSON.parse((await reply.text()) || '{}') as Record<string, unknown>,
	};
}
