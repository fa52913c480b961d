### People, companies and contracts.

accounts-menu-company = Company
accounts-menu-dealers = Dealers
accounts-menu-settings = Settings
accounts-menu-staff = Staff
accounts-menu-roles = Roles

## Signing in
accounts-login-title = Sign in
accounts-login = Sign in
accounts-email = E-mail
accounts-password = Password
accounts-forgot = Forgot the password
accounts-login-wrong = The e-mail and the password do not match. Check both, or set a new password.
accounts-reset-title = Set a new password
accounts-reset-hint = We will send a link to this address.
accounts-reset-send = Send the link
accounts-reset-sent = If { $email } is known here, a letter with a link is on its way. The link works for one hour.
accounts-new-password-title = New password
accounts-new-password = New password
accounts-password-short = At least { $shortest } characters, at most 200.
accounts-password-save = Save the password
accounts-password-changed = The password is changed; other devices are signed out.
accounts-password-wrong = This is not your present password.
accounts-old-password = Present password
accounts-invitation-title = Welcome
accounts-invitation-accept = Set the password and sign in
accounts-link-dead = This link has been used or is out of date. Ask for a new one.
accounts-link-again = Get a new link

## Letters
accounts-reset-subject = New password for { $tenant }
accounts-reset-line = { $name }, somebody asked for a new password for your account at { $tenant }. If it was you, press the button; the link works for one hour. If not, do nothing.
accounts-reset-button = Set a new password
accounts-invite-subject = Invitation to { $tenant }
accounts-invite-line = { $name }, you are invited to the portal of { $tenant }. Set a password and sign in; the link works for seven days.
accounts-invite-button = Accept the invitation
accounts-letter-why = This letter came because your address is in the portal of { $tenant }.

## The person's own page
accounts-me-title = My profile
accounts-me-about = About me
accounts-me-save = Save
accounts-me-saved = Saved.
accounts-me-companies = My companies
accounts-me-password = Password
accounts-me-sessions = Where I am signed in
accounts-name = Name
accounts-time-zone = Time zone
accounts-time-zone-hint = For example Europe/London or Europe/Moscow.
accounts-density = Height of rows
accounts-density-compact = Compact
accounts-density-normal = Normal
accounts-density-roomy = Roomy
accounts-device = Device
accounts-address = Address
accounts-last-used = Last used
accounts-act = Action
accounts-session-this = This device
accounts-session-end = Sign out
accounts-sessions-end = Sign out everywhere else
accounts-session-ended = That device is signed out.
accounts-sessions-ended = All other devices are signed out.

## Company and contracts
accounts-company-contracts = Entities and contracts
accounts-company-people = People and limits
accounts-contract = Contract { $number }
accounts-inn = tax id { $number }
accounts-no-contracts = There are no contracts yet. The manager adds them.
accounts-contract-switched = Contract { $number }: prices and terms have changed.
accounts-contract-number-taken = The company has a contract { $number } already. Give this one another number.
accounts-term-currency = Currency
accounts-term-prices = Prices
accounts-term-lists = Price lists
accounts-term-payment = Payment
accounts-term-credit = Credit limit
accounts-term-minimum = Minimum order
accounts-term-delivery = Delivery
accounts-term-warehouses = Warehouses
accounts-term-lock = Price lock
accounts-term-valid = Valid
accounts-term-said = { $value }
accounts-term-level-said = { $level }, { $percent }%, { $vat }
accounts-vat-included = VAT included
accounts-vat-on_top = VAT on top
accounts-prepaid = In advance
accounts-deferred = { $n } { $n ->
    [one] day
   *[other] days
} after shipping
accounts-days = { $n } { $n ->
    [one] day
   *[other] days
}
accounts-no-limit = No limit
accounts-role = Role
accounts-role-choose = Choose a role
accounts-role-too-much = This role may do more than you may yourself, so you cannot give it. Ask the owner.
accounts-order-limit = Order limit
accounts-order-limit-hint = Empty means no limit.
accounts-limit-negative = A limit is zero or more. Leave it empty for no limit.
accounts-last-seen = Last seen
accounts-no-people = Nobody is here yet.
accounts-invite-colleague = Invite a colleague
accounts-invite-staff = Invite to the staff
accounts-invite = Send the invitation
accounts-invited = The invitation is on its way to { $email }.
accounts-email-taken = { $email } is in the portal already. Use another address.

## Dealers
accounts-dealer = Dealer
accounts-dealer-add = Add a dealer
accounts-dealer-new = New dealer
accounts-dealer-name = Name in the portal
accounts-dealer-name-hint = Short, as you call the company.
accounts-dealer-added = Dealer { $name } is added; the head has been invited.
accounts-dealer-pending = This dealer waits for approval.
accounts-dealer-blocked = This dealer is blocked: its people cannot sign in.
accounts-entity-name = Legal entity
accounts-tax-id = Tax id (INN)
accounts-head-name = Head’s name
accounts-head-email = Head’s e-mail
accounts-head-email-hint = The invitation goes there.
accounts-city = City
accounts-state = State
accounts-state-active = Active
accounts-state-pending = Pending
accounts-state-blocked = Blocked
accounts-state-invited = Invited
accounts-manager = Manager
accounts-entities = Entities
accounts-contracts = Contracts
accounts-people = People
accounts-since = since
accounts-find = Find
accounts-dealers-search = Name, entity or tax id
accounts-dealers-none = No dealers yet. Add the first one.
accounts-dealers-none-found = Nothing found for “{ $q }”.
accounts-dealers-all = Show all dealers

## Roles
accounts-right = Right
accounts-roles-staff = Staff
accounts-roles-dealer = Dealers
accounts-scope-own = own
accounts-scope-company = company
accounts-scope-tree = company and below
accounts-scope-all = all
accounts-right-accounts-company-view = See the own company
accounts-right-accounts-people-invite = Invite colleagues
accounts-right-accounts-dealers-view = See dealers
accounts-right-accounts-dealers-edit = Add and change dealers
accounts-right-accounts-staff-view = See the staff
accounts-right-accounts-staff-invite = Invite staff
accounts-right-accounts-roles-view = See roles

## Look
accounts-menu-look = Look
accounts-right-accounts-look-edit = Change the theme, the logo and the colours
accounts-theme = Theme
accounts-theme-unknown = There is no theme { $name }. Choose one of those shown.
accounts-look-preview-desk = The portal on a desk
accounts-look-preview-phone = The portal on a phone
accounts-look-in-colours = The colours in light and in dark
accounts-sample-entity = Sample Ltd
accounts-sample-lead = This is what an order looks like; the goods and prices here are invented.
accounts-sample-breaker = Circuit breaker 1P C16
accounts-sample-switch = Load break switch 3P 63 A with a visible gap and a lockable handle
accounts-sample-valve = Ball valve DN 15, brass
accounts-sample-pipe = PEX pipe 16 × 2.0 mm, coil of 200 m
accounts-sample-in-stock = In stock
accounts-sample-little = Only a few left
accounts-sample-none = Missing
accounts-sample-article = Article
accounts-sample-name = Name
accounts-sample-stock = Stock
accounts-sample-quantity = Quantity
accounts-sample-price = Price with VAT
accounts-sample-sum = Sum
accounts-sample-total = Sum with VAT
accounts-sample-note = Prices are locked until 15:40.
accounts-look-sub = What dealers see in the portal, at sign-in and in letters. The back office keeps its own colours and takes the logo.
accounts-look-brand = Brand colour
accounts-look-brand-hint = Buttons and marks. Like #0f6b5c.
accounts-look-accent = Accent colour
accounts-look-accent-hint = Links, the current page, the focus. Empty: the brand colour.
accounts-look-themes = the theme’s own
accounts-look-as-brand = as the brand
accounts-look-pick-brand = Pick the brand colour
accounts-look-pick-accent = Pick the accent colour
accounts-look-save = Save the look
accounts-look-saved = The look is saved. Dealers see it from their next page on.
accounts-look-reset = Back to the theme’s own colours
accounts-look-reset-done = The theme’s own colours are back. Yours were: brand { $brand }, accent { $accent }.
accounts-look-changed = Somebody has changed the look since you opened this page. Nothing of yours was saved.
accounts-look-open-again = Open the page again
accounts-look-sample = How dealers see it
accounts-look-trying = Not saved yet
accounts-look-light = Light
accounts-look-dark = Dark
accounts-look-here = Catalog
accounts-look-there = Orders
accounts-look-words = Prices are those of your contract.
accounts-look-a-link = Delivery terms
accounts-look-selected = A selected row
accounts-look-a-button = Place order
accounts-look-other-button = Save cart
accounts-look-buttons = Buttons
accounts-look-text-on = text { $colour }
accounts-look-links = Links
accounts-look-colours = Colours
accounts-look-button-darker = Buttons are made darker so that they and the text on them can be read: { $from } → { $to }.
accounts-look-button-lighter = Buttons in dark are made lighter so that they and the text on them can be read: { $from } → { $to }.
accounts-look-link-darker = Links are made darker so that they can be read: { $from } → { $to }.
accounts-look-link-lighter = Links in dark are made lighter so that they can be read: { $from } → { $to }.
accounts-logo = Logo
accounts-logo-hint = PNG, JPEG or WebP, up to 0.5 MB. It is shown 32 pixels high; 64 or more look sharp.
accounts-logo-new = Another logo
accounts-logo-now = Logo now
accounts-logo-on = The logo, { $mode }
accounts-logo-pixels = { $width } × { $height } pixels
accounts-logo-remove = Remove the logo
accounts-logo-removed = The logo is removed. The name stands in its place.
accounts-logo-empty = The file “{ $name }” is empty. Save it again and choose it once more.
accounts-logo-kind = The file “{ $name }” is no PNG, JPEG or WebP picture. Save the logo as PNG and choose that file.
accounts-logo-svg = The file “{ $name }” is an SVG drawing, which can carry scripts. Save the logo as PNG, 64 pixels high or more, and choose that file.
accounts-logo-size = The picture “{ $name }” has { $width } × { $height } pixels. Each side may have 16 to 4,000.

## Client groups
accounts-menu-groups = Groups
accounts-right-accounts-groups-edit = Put client groups together
accounts-groups-sub = Dealers put together by hand: for news, prices and whatever is not meant for everybody.
accounts-groups-none = No groups yet. Name the first one, like “Wholesale” or “Installers”.
accounts-group = Group
accounts-group-size = Dealers
accounts-group-new-name = Name of the new group
accounts-group-name-hint = Only the staff see it.
accounts-group-name-label = Name of the group
accounts-group-name = Group
accounts-group-add = Add the group
accounts-group-added = The group “{ $name }” is added. Tick the dealers who belong to it.
accounts-group-taken = There is a group “{ $name }” already. Give this one another name.
accounts-group-rename = Rename the group
accounts-group-renamed = The group is called “{ $name }” now.
accounts-group-delete = Delete the group
accounts-group-delete-ask = Delete the group “{ $name }”? The dealers stay, only the group goes.
accounts-group-deleted = The group “{ $name }” is deleted.
accounts-group-used = The group “{ $name }” is chosen elsewhere, in news for instance. Take it off there and delete it again.
accounts-group-back = Back to the group
accounts-group-dealers = { $n } { $n ->
    [one] dealer
   *[other] dealers
}
accounts-group-members = In the group
accounts-group-empty = Nobody is in the group yet. Tick dealers below.
accounts-group-others = Add dealers
accounts-group-search = Name or city of a dealer
accounts-group-add-members = Add the ticked ones
accounts-group-more = These are the first 50. A search finds the others.
accounts-group-all-in = All dealers are in the group.
accounts-group-remove = Take out
accounts-group-remove-label = Take out of the group: { $name }
accounts-group-members-added = { $n ->
    [one] { $n } dealer is
   *[other] { $n } dealers are
} in the group “{ $name }” now.
accounts-group-members-removed = { $n ->
    [one] { $n } dealer is
   *[other] { $n } dealers are
} no longer in the group “{ $name }”.
accounts-group-nobody = Nobody is ticked. Tick one dealer at least.
accounts-group-stranger = One of the ticked dealers is no longer in the list. Open the group again and tick once more.
accounts-dealer-groups = Groups

## Modules
accounts-menu-modules = Modules
accounts-module = People and companies
accounts-module-about = Who signs in, for which company and under which contract.
accounts-modules-sub = Switching a module off takes its pages away; what was entered stays and comes back with it.
accounts-modules-none = There is no module to switch in this version.
accounts-module-on = On
accounts-module-off = Off
accounts-module-places = In the menu:
accounts-module-works-with = Works with:
accounts-module-kept = What was entered before is kept.
accounts-module-switch-on = Switch on
accounts-module-switch-off = Switch off
accounts-module-is-on = { $module }: switched on. Its places are in the menus now.
accounts-module-is-off = { $module }: switched off. What was entered is kept.
accounts-module-needs = { $module } works only with { $needed }. Switch on { $needed } first.
accounts-module-needed = { $other } works only with { $module }. Switch off { $other } first.
accounts-module-busy = { $module } could not be switched on: somebody is saving right now. Try again in a minute.
accounts-modules-show = Show the modules
accounts-right-accounts-modules-edit = Switch modules on and off

## Arriving from the sign-up, and looking as a buyer
accounts-arrival-title = Welcome, { $name }
accounts-arrival-text = Your portal is ready. One moment, it opens.
accounts-arrival-open = Open the portal
accounts-arrival-dead = This link has been used or is older than two minutes. Sign in with your e-mail and password.
accounts-no-way-back = This is your own sign-in: there is nobody to go back to.
accounts-to-start = To the start page
accounts-password-common = This password is among the first that anybody tries. Choose a longer phrase of your own.
accounts-password-names = The password contains the company’s name, the address or your e-mail. Choose one that cannot be guessed from them.
