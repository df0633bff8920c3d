/** The page's body; lists and results are filled in by the script. */
export const MARKUP = `
<header>
	<h1>Order from Sandbox Wholesale</h1>
	<p>You play the customer. Orders go to the supplier's address, as Apicbase would send them.</p>
	<form id="webhook">
		<label for="webhook-url">Supplier's address</label>
		<input id="webhook-url" data-testid="webhook-url" type="url" placeholder="e.g. http://127.0.0.1:5678/webhook/…/webhook">
		<button data-testid="webhook-save">Save</button>
		<span id="webhook-state" data-testid="webhook-state" role="status"></span>
		<span id="earlier" data-testid="earlier-addresses"></span>
	</form>
</header>
<main>
	<section aria-labelledby="order-title">
		<h2 id="order-title" data-testid="order-title">New order</h2>
		<form id="order">
			<label>Outlet <select id="customer" data-testid="customer"></select></label>
			<table>
				<thead><tr><th>Article</th><th class="number">Price</th><th class="number">Quantity</th></tr></thead>
				<tbody id="articles" data-testid="articles"></tbody>
				<tfoot><tr><td>Total</td><td id="total" data-testid="total" class="number" colspan="2"></td></tr></tfoot>
			</table>
			<label>Expected delivery <input id="delivery-date" data-testid="delivery-date" type="date"></label>
			<label>Remarks <textarea id="remarks" data-testid="remarks" rows="2"></textarea></label>
			<p class="actions">
				<button id="place" data-testid="place-order" class="primary">Place order</button>
				<button id="cancel" data-testid="cancel-edit" type="button" hidden>Cancel</button>
			</p>
		</form>
	</section>
	<div class="beside">
		<div id="result" data-testid="order-result" role="status" hidden></div>
		<section aria-labelledby="history-title">
			<h2 id="history-title">Your orders</h2>
			<ol id="history" data-testid="history"></ol>
			<p id="no-orders" class="quiet">Nothing ordered yet.</p>
		</section>
	</div>
</main>
`;
