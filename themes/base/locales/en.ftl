base-skip = Skip to the page
base-menu = Main menu
base-menu-phone = Menu at the bottom
base-more = More
base-fold = Fold the menu
base-home = Home
base-console = Portico console
base-contract = Contract
base-contract-number = No. { $number }
base-contract-deferred = { $n ->
    [one] { $n } day to pay
   *[other] { $n } days to pay
}
base-contract-prepaid = prepaid
base-contract-minimum = from { $sum }
base-contract-choose = Prices, stock and terms follow the contract
base-search-label = Search the catalog
base-search-hint = Article, name or barcode
base-search-manage = Search the back office
base-search-manage-hint = Order, dealer, article
base-cart = Cart
base-cart-label = Cart, { $n ->
    [one] { $n } line
   *[other] { $n } lines
}
base-bell-label = Notifications, { $n ->
    [0] none wait
    [one] { $n } waits
   *[other] { $n } wait
}
base-help = Help
base-your-manager = Your manager
base-me = Profile of { $name }
base-profile = Profile and settings
base-language = Language
base-mode = Look
base-mode-auto = Auto
base-mode-light = Light
base-mode-dark = Dark
base-sign-out = Sign out
base-sign-in = Sign in
base-undo = Undo
base-close = Close
base-show = Show
base-copied = Copied
base-saved = Saved
base-saved-at = Saved { $time }
base-saving = Saving
base-not-saved = Not saved yet: no connection. It will be sent on return.
base-signed-out = You were signed out. Sign in in a new tab and come back: everything typed stays here.
base-failed = The server did not answer. Everything typed stays here; try again.
base-restored = What you typed before is back.
base-offline = No connection. You can go on typing: it will be sent on return.
base-optional = (optional)
base-choose-file = Choose a file
base-choose-files = Choose files
base-or-drop-file = or drop it here
base-or-drop-files = or drop them here
base-errors = { $n ->
    [one] One field needs a correction
   *[other] { $n } fields need a correction
}
base-error-number = Number for support:
base-try-again = Try again
base-crumbs = You are here
base-pages = Pages
base-rows-on-page = Rows on a page
base-previous = Previous page
base-next = Next page
base-found = { $n ->
    [one] { $n } found
   *[other] { $n } found
}
base-filters = Filters
base-show-found = Show { $n } found
base-show-list = Show the list
base-select-found = Select all { $n } found
base-selected-word = Selected:
base-keys = Keys
base-key-search = Search
base-key-rows = Next and previous row
base-key-open = Open the row
base-key-select = Select the row
base-key-submit = Send the form
base-key-back = Close or go back
base-key-letters = Single-letter keys
base-pad-article = Article
base-pad-name = Name
base-pad-qty = Quantity
base-pad-unit = Unit
base-pad-no-unit = —
base-pad-pieces = Pieces
base-pad-price = Price
base-pad-stock = Stock and date
base-pad-sum = Sum
base-pad-clear-column = Clear
base-pad-cleared = Cleared: line
base-pad-clear = Clear line { $n }
base-pad-article-of = Article, line { $n }
base-pad-qty-of = Quantity, line { $n }
base-pad-unit-of = Unit, line { $n }
base-pad-lines = Lines
base-pad-problems = To check
base-pad-total = Total
base-pad-keys = Tab: quantity · Enter: next line · Ctrl+V: two columns from Excel · Ctrl+D: copy from above · Ctrl+Z: undo · Ctrl+Enter: review
base-letter-why = Why this letter came
base-letter-settings = Notification settings
base-menu-waits = new

## A closed portal
base-closed-contact = Ask the manufacturer:
base-closed-ask = Ask the platform:

## The public site
base-site-product = Product
base-site-modules = Modules
base-site-pricing = Pricing
base-site-sign-in = Sign in
base-site-sign-up = Sign up
base-site-foot = The site’s pages
base-site-about = B2B portals for manufacturers and their dealers: own prices, live stock, orders.
