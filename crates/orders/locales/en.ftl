### The cart, the order pad, orders.

orders-menu-home = Home
orders-menu-pad = Order pad
orders-menu-orders = Orders
orders-menu-today = Today
orders-right-orders-view = see orders
orders-right-orders-place = place orders
orders-right-orders-cancel = cancel own orders
orders-right-orders-manage-view = see dealers’ orders
orders-right-orders-confirm = confirm orders
orders-right-orders-ship = ship orders
orders-right-orders-manage-cancel = cancel lines of orders
orders-right-orders-close = close orders

## The pad
orders-pad-terms = Prices of contract { $number }: { $prices }. Minimum order { $minimum }.
orders-pad-lead = Type articles and quantities or paste them from Excel. Everything is saved by itself.
orders-review = Review and place
orders-paste-list = Paste a list
orders-paste-label = Article and quantity, one product a line
orders-paste-insert = Insert into the pad
orders-paste-empty = The list has no line. Paste articles and quantities.
orders-pasted = Pasted: { $n } { $n ->
    [one] line
   *[other] lines
}.
orders-pad-too-long = The pad holds { $most } lines at most. Split the list into several orders.
orders-pad-broken = The pad did not arrive whole. Reload the page: everything saved is still there.
orders-no-contract = The company has no active contract yet, so nothing can be ordered. Ask your manager.
orders-pieces = { $n } { $unit }
orders-vat-of-it = VAT { $vat }

## A line of the pad
orders-line-no-article = There is a quantity but no article. Enter the article.
orders-line-unknown = Article { $article } not found. Closest: { $near }, { $name }. Replace it or remove the line.
orders-line-unknown-none = Article { $article } not found. Check it or remove the line.
orders-line-several = { $n } products have the article { $article }. Choose one.
orders-line-replaced = { $article } is discontinued. Replacement: { $new }.
orders-line-discontinued = { $article } is discontinued. Remove the line.
orders-line-no-quantity = { $article }: enter a quantity.
orders-line-not-a-number = “{ $value }” is not a quantity. Enter a number above zero.
orders-line-not-a-number-zero = { $article }: “{ $value }” is not a quantity. Enter a number, zero or more.
orders-line-too-much = The quantity { $value } is too large for one line. Lower it.
orders-line-fraction = { $article } by the unit “{ $pack }” is sold whole only. Enter a whole number.
orders-line-minimum = { $article } is sold from { $n } { $unit } on.
orders-line-multiple = { $article } is sold in multiples of { $n } { $unit }. Choose { $less } or { $more }.
orders-line-multiple-more = { $article } is sold in multiples of { $n } { $unit }. Choose { $more }.
orders-line-no-price = { $article } has no price under this contract. Ask your manager or remove the line.
orders-line-short = { $article }: { $free } of { $wanted } { $unit } are free, no arrival date is known.
orders-line-short-until = { $article }: { $free } of { $wanted } { $unit } are free. All of it can be had on { $date }.
orders-fix-remove = Remove the line
orders-fix-replace = Replace by { $article }
orders-fix-take = Take { $n } { $unit }

## What has changed
orders-changes-contract = The contract was switched: { $before } → { $now }. The cart is priced anew.
orders-changes-prices = Prices have changed since you looked
orders-changes-lines = { $n } { $n ->
    [one] line costs
   *[other] lines cost
} something else.
orders-changes-accept = Accept the new prices

## The cart
orders-cart = Cart
orders-cart-lines = { $n } { $n ->
    [one] line
   *[other] lines
}
orders-cart-empty = The cart is empty. Paste articles and quantities from Excel or open the order pad.
orders-cart-waits = There { $n ->
    [one] is { $n } line
   *[other] are { $n } lines
} in the cart.
orders-open-pad = Open the order pad
orders-edit-pad = Edit in the pad
orders-contract-number = contract { $number }
orders-problems = { $n } { $n ->
    [one] line needs
   *[other] lines need
} mending
orders-mend = Mend in the pad
orders-details = Details
orders-address = Deliver to
orders-wanted-on = Wanted on
orders-wanted-short = wanted
orders-buyer-number = Your order number
orders-buyer-number-hint = It will stand in the documents.
orders-comment = Comment
orders-terms = Terms
orders-terms-then = Terms on the day of the order
orders-contract = Contract
orders-entity = Legal entity
orders-sums = Sums
orders-sum = Sum
orders-sum-net = Without VAT
orders-sum-vat = VAT
orders-sum-confirmed = Confirmed
orders-sum-shipped = Shipped
orders-place = Place order · { $sum }
orders-placed-said = Order { $number } is placed. You and your manager get a letter.
orders-added = { $article } is in the cart.
orders-added-check = { $article } is in the cart, but: { $why }
orders-no-key = The page is out of date. Open the cart again and place the order.
orders-date-past = { $date } has passed. Choose today or later.
orders-date-wrong = “{ $value }” is not a date. Enter it like this: 2026-11-04.
orders-stop-empty = There is nothing to order: no line of the cart has a price.
orders-stop-lines = { $n } { $n ->
    [one] line is
   *[other] lines are
} not ready to be ordered. The table says why.
orders-stop-changed = Prices or terms changed while you were looking. The sum is { $sum } now: check it and place the order again.
orders-stop-stock = Somebody else took part of the goods while you were ordering. The table says how much is left.
orders-stop-contract = Contract { $number } is not in force today. Choose another contract or ask your manager.
orders-stop-minimum = The contract’s minimum order is { $minimum }. Add products for { $left } more.
orders-stop-limit = { $sum } is over your limit of { $limit }. The head of your company can place this order: { $heads }.

## Orders
orders-order = Order { $number }
orders-number = Number
orders-placed-at = Date
orders-author = Author
orders-dealer = Dealer
orders-state = State
orders-next = What is next
orders-new = New order
orders-repeat = Repeat
orders-repeat-order = Repeat order { $number }
orders-repeated = The lines of order { $number } are in the pad: { $n }. Old prices stand beside the new ones.
orders-views = Views of the list
orders-view-open = Open
orders-view-shipped = Shipped
orders-view-cancelled = Cancelled
orders-view-all = All
orders-find = Find
orders-find-hint = Number, legal entity or article
orders-show-all = Show all orders
orders-none = No orders yet. Paste articles and quantities from Excel.
orders-none-manage = No orders yet. They appear when dealers begin to order.
orders-none-view = There are no such orders.
orders-none-open = No open orders: everything is shipped.
orders-none-found = No order found for “{ $q }”. Check the number or the article.
orders-open-orders = Open orders
orders-more = { $n } more
orders-first-title = How to place the first order
orders-first-1 = Choose the contract at the top of the page: prices and stock depend on it.
orders-first-2 = Paste articles and quantities from Excel or find products in the catalog.
orders-first-3 = Review the cart and place the order: your manager confirms it and names dates.
orders-state-placed = Placed
orders-state-confirmed = Confirmed
orders-state-partly_shipped = Partly shipped
orders-state-shipped = Shipped
orders-state-closed = Closed
orders-state-cancelled = Cancelled
orders-next-confirm = Waits for confirmation
orders-next-ship = Being made ready
orders-next-expected = The rest is expected { $date }
orders-next-unknown = The date of the rest is not known yet
orders-way = The order’s way
orders-lines = { $n } { $n ->
    [one] line
   *[other] lines
}
orders-quantity = { $n } { $unit }
orders-quantity-packed = { $packs } { $pack } = { $n } { $unit }
orders-ordered = Ordered
orders-confirmed = Confirmed
orders-shipped = Shipped
orders-cancelled-of-it = of it cancelled { $n }
orders-line-is-held = In stock
orders-line-is-ready = Ready to ship
orders-line-is-shipped = Shipped
orders-line-is-expected = Expected { $date }
orders-line-is-missing = Missing
orders-line-is-cancelled = Cancelled
orders-history = History
orders-act-placed = Order placed
orders-act-confirmed = Quantities confirmed
orders-act-shipped = Goods shipped
orders-act-cancelled = Lines cancelled
orders-act-closed = Order closed
orders-step-shipment = Shipment { $number }
orders-step-why = Reason: { $why }
orders-step-line = { $article }: { $n } of { $ordered }
orders-step-more = and { $n } more { $n ->
    [one] line
   *[other] lines
}
orders-why-then = The price under contract { $contract } on the day of the order. Later changes of the contract do not touch it.
orders-cancel = Cancel order
orders-cancel-title = Cancel order { $number }?
orders-cancel-lead = The stock is released, and your manager gets a letter.
orders-why = Reason
orders-why-hint = The dealer will see it.
orders-cancel-answered = Order { $number } is already confirmed. Your manager can cancel it: write or call.
orders-cancel-nothing = Nothing to cancel: enter a quantity in at least one line of order { $number }.
orders-cancelled-said = Order { $number } is cancelled. Your manager gets a letter.
orders-open-order = Open order

## The manufacturer
orders-today-waits = { $n } { $n ->
    [one] thing waits
   *[other] things wait
} for you
orders-today-nothing = Everything is done
orders-today-empty = Nothing waits. New orders appear here.
orders-today-kinds = Kinds of work
orders-today-all = All
orders-today-confirm = Confirm
orders-today-ship = Ship
orders-today-answer = Name a date
orders-today-close = Close
orders-task-confirm = Confirm
orders-task-ship = Ship what is ready
orders-task-answer = Answer about the rest
orders-task-close = Shipped, can be closed
orders-task-short = { $n } { $n ->
    [one] line is
   *[other] lines are
} short
orders-confirm-all = Confirm in full
orders-ship-all = Ship what is ready
orders-answer = Answer
orders-confirm-title = Confirm quantities
orders-confirm-short-title = { $n } { $n ->
    [one] line is
   *[other] lines are
} short: how much to confirm
orders-confirm-full = { $n } more { $n ->
    [one] line is
   *[other] lines are
} confirmed in full
orders-possible = There is
orders-confirm-head = Confirm
orders-expected-head = The rest is expected
orders-confirm-of = Confirm { $article }, { $unit }
orders-expected-of = When the rest is expected: { $article }
orders-confirm = Confirm order
orders-confirmed-said = Order { $number } is confirmed. Its author gets a letter.
orders-confirm-short = { $article }: { $wanted } wanted, { $free } free. Confirm less or wait for the arrival.
orders-ship-title = Ship
orders-ready = Ready
orders-ship-head = Ship
orders-ship-of = Ship { $article }, { $unit }
orders-ship = Ship
orders-ship-nothing = Nothing to ship: enter a quantity in at least one line of order { $number }.
orders-shipped-said = Shipment { $shipment } is made. The order’s author gets a letter.
orders-left = Left
orders-cancel-head = Cancel
orders-cancel-of = Cancel { $article }, { $unit }
orders-cancel-lines = Cancel lines
orders-cancel-lines-title = What to cancel in order { $number }?
orders-cancelled-part-said = Lines of order { $number } are cancelled. Its author gets a letter.
orders-close = Close order
orders-closed-said = Order { $number } is closed.
orders-close-not-shipped = Order { $number } is not shipped in full. Ship or cancel the rest, then close it.
orders-changed-since = Somebody has just changed order { $number }. Open it again: nothing typed here has been applied.
orders-line-changed = Somebody has just changed the line { $article }. Open the order again.
orders-line-not-possible = { $article }: from { $least } to { $most } is possible.

## Letters
orders-letter-placed = Order { $number }: placed, { $sum }
orders-letter-confirmed = Order { $number }: confirmed in full
orders-letter-confirmed-part = Order { $number }: confirmed, { $n } of { $all } lines wait
orders-letter-shipped = Order { $number }: shipped
orders-letter-shipped-part = Order { $number }: shipped, { $n } of { $all } lines wait
orders-letter-cancelled = Order { $number }: lines cancelled
orders-letter-placed-answer = Order { $number } is received. The goods are held, your manager will confirm the quantities.
orders-letter-placed-staff = New order { $number }: dealer { $dealer }, author { $author }. It waits for confirmation.
orders-letter-confirmed-answer = Order { $number } is confirmed. This is what comes and when.
orders-letter-shipped-answer = Shipment { $shipment } of order { $number } has left the warehouse.
orders-letter-cancelled-answer = Lines of order { $number } of dealer { $dealer } are cancelled.
orders-letter-line = { $article } { $name }: { $n } { $unit } × { $price } = { $sum }
orders-letter-line-full = { $article } { $name }: { $n } { $unit }, in full
orders-letter-line-part = { $article } { $name }: { $n } of { $ordered } { $unit }, the rest has no date yet
orders-letter-line-until = { $article } { $name }: { $n } of { $ordered } { $unit }, the rest is expected { $date }
orders-letter-line-cancelled = { $article } { $name }: { $n } { $unit } cancelled
orders-letter-more = and { $n } more { $n ->
    [one] line
   *[other] lines
}
orders-letter-sum-included = The order’s sum is { $sum }, of which VAT { $vat }.
orders-letter-sum-on-top = The order’s sum is { $sum }: { $net } and VAT { $vat } on top.
orders-letter-terms = Contract { $contract }, { $entity }.
orders-letter-term = { $name }: { $value }
orders-letter-open = Open order
orders-letter-why = You get this letter because you placed the order on the portal { $tenant }.
orders-letter-why-staff = You get this letter because you look after orders on the portal { $tenant }.
