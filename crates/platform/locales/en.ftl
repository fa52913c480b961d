### The platform's own pages and the operator's console.

platform-portal = Your portal
platform-portal-open = Go to the portal
platform-portal-unknown = There is no portal “{ $portal }”. Check the name in a letter from the manufacturer.
platform-login-title = Operator’s console
platform-tenants = Tenants
platform-tenants-none = No tenants yet. Create the first one on the command line.
platform-tenant = Tenant
platform-state = State
platform-state-active = Active
platform-state-provisioning = Being made
platform-health = Health
platform-failed-jobs = { $n } failed { $n ->
    [one] job
   *[other] jobs
}
platform-jobs = Jobs
platform-jobs-by-state = Jobs by state
platform-jobs-every = All
platform-jobs-all = Show all jobs
platform-jobs-none = No jobs here.
platform-job = Job
platform-attempts = Tries
platform-made = Made
platform-job-failed = Failed
platform-job-running = Running
platform-job-queued = Queued
platform-job-problems = With problems
platform-job-done = Done
platform-job-cancelled = Cancelled
platform-job-retry = Try again
platform-job-cancel = Cancel
platform-job-again = The job is in the queue again.
platform-job-not-failed = This job is not among the failed ones any more. Look at its present state.
platform-job-not-queued = This job runs already or has ended. Look at its present state.

## What the operator sees and does
platform-overview = Overview
platform-show-all = Show all
platform-show-tenant = Open the tenant
platform-find = Find
platform-all-well = Nothing needs you.
platform-healthy = Well
platform-healthy-long = Nothing is wrong with this tenant.
platform-state-suspended = Suspended
platform-state-deleted = Being deleted
platform-state-erasing = Being erased
platform-trouble-migration = The last migration failed; the tenant stays on its version.
platform-trouble-provisioning = The portal is not ready five minutes after it was asked for.
platform-trouble-suspended = Suspended: the portal is closed and its jobs wait.
platform-trouble-deleted = To be deleted; it can still be restored.
platform-trouble-erasing = Its data are being erased.
platform-trouble-lifeless = No sign of life for two weeks.
platform-see-jobs = Show the jobs
platform-see-events = Show the events
platform-run-again = Run again
platform-suspend = Suspend
platform-resume = Resume
platform-delete = Delete the tenant
platform-restore = Restore
platform-find-tenant = Name or address
platform-every-state = Every state
platform-plan = Plan
platform-plan-trial = Trial
platform-col-name = Tenant
platform-col-health = Health
platform-col-people = People
platform-col-dealers = Dealers
platform-col-goods = Products
platform-col-orders = Orders, 30 days
platform-col-storage = Storage, MB
platform-col-created = Since
platform-usage-note = Usage is counted once a day in each tenant; a tenant’s page has the moment.
platform-tenants-not-found = No tenant matches. Show all, or search by another part of the name or address.
platform-usage = Usage
platform-count = Count now
platform-counted = Counted
platform-seen = used
platform-not-counted = Not counted yet. It is counted once a day, or when you press the button.
platform-usage-asked = Usage is being counted. Open the page again in a moment.
platform-facts = Facts
platform-language = Language
platform-zone = Time zone
platform-country = Country
platform-modules = Modules
platform-history = States
platform-migrations = Migrations
platform-up-to-date = Up to date
platform-not-up-to-date = Not on the newest version
platform-no-ledger = There is no schema to read yet.
platform-events = Events in the outbox
platform-audit = Audit
platform-audit-all = Show all acts
platform-audit-none-here = No operator has done anything here yet.
platform-audit-none = No act matches.
platform-audit-sub = What operators did, newest first; rows are only added. Times are in UTC.
platform-danger = Deletion
platform-erased-after = Erased after
platform-deleted-note = The portal is closed. Until then “Restore” brings it back with everything in it.
platform-closure = What people read now
platform-closure-contact = Dealers ask:
platform-closure-ask = Staff ask:
platform-suspend-title = Suspend “{ $name }”
platform-suspend-what = The portal closes within two seconds for everybody, and its jobs wait. Data stay. You can resume it at any time.
platform-suspend-do = Suspend “{ $name }”
platform-delete-title = Delete “{ $name }”
platform-delete-what = The portal closes at once. For 14 days it can be restored; then all its data are erased for good, and its address is given to nobody for 90 days.
platform-delete-do = Delete “{ $name }”
platform-leave-as-is = Leave it as it is
platform-words-for = Words for dealers · { $language }
platform-words-hint = Left empty, they read the platform’s own sentence.
platform-contact-field = Whom dealers ask
platform-contact-hint = Somebody at the manufacturer: name, phone or e-mail.
platform-ask-field = Whom the manufacturer’s staff ask
platform-ask-hint = Somebody at the platform.
platform-type-name = Type the name: { $name }
platform-name-wrong = The name is another one. Type it exactly: { $name }.
platform-in-another-state = “{ $name }” is in the state “{ $state }” now, and nothing was changed.
platform-suspended-done = The portal is suspended.
platform-deleted-done = The portal is closed and will be erased after 14 days.
platform-resumed = The portal is open again.
platform-restored = The tenant is back with everything in it.
platform-find-jobs = Narrow the jobs
platform-tenant-address = Tenant’s address
platform-kind = Kind
platform-every-kind = Every kind
platform-job-said = Why it did not end well
platform-job-times = Times
platform-attempts-of = { $n } of { $most }
platform-job-due = Not before
platform-job-started = Last started
platform-job-ended = Ended
platform-job-step = Step
platform-job-key = Key
platform-job-number = Number
platform-job-input = Input
platform-job-hidden = Secrets are hidden, long texts are cut.
platform-job-tries = Failed tries
platform-job-try = Try { $n }:
platform-job-no-failure = No try has failed.
platform-newest = Newest version:
platform-behind = Behind or broken
platform-run-all = Run all again
platform-version = Version
platform-reason = Reason
platform-last-run = Last run
platform-waits-for-run = Not brought up to date yet
platform-none-behind = Every tenant is on the newest version.
platform-by-version = Tenants by version
platform-version-unknown = not written down yet
platform-migrations-none-behind = No tenant is behind or broken.
platform-when = When (UTC)
platform-who = Who
platform-act = Act
platform-find-acts = Who, tenant or words
platform-every-act = Every act
platform-act-sign-in = Signed in
platform-act-sign-in-failed = Sign-in failed
platform-act-sign-out = Signed out
platform-act-provision = Tenant asked for
platform-act-retry-provisioning = Provisioning tried again
platform-act-suspend = Tenant suspended
platform-act-resume = Tenant resumed
platform-act-delete = Tenant deleted
platform-act-restore = Tenant restored
platform-act-erase = Tenant erased
platform-act-migrate = Migrations run
platform-act-count-usage = Usage counted
platform-act-retry-job = Job tried again
platform-act-cancel-job = Job cancelled
platform-unwell = { $n } { $n ->
    [one] tenant needs
   *[other] tenants need
} you, the worst first.
platform-unwell-more = And { $n } more.
platform-well = { $n } { $n ->
    [one] tenant is
   *[other] tenants are
} well
platform-trouble-events = { $n } { $n ->
    [one] event has
   *[other] events have
} waited in the outbox for over five minutes.
platform-jobs-of = All { $n } { $n ->
    [one] job
   *[other] jobs
}
platform-events-wait = { $n } { $n ->
    [one] waits
   *[other] wait
}
platform-migrated = { $n } { $n ->
    [one] tenant is
   *[other] tenants are
} up to date.
platform-migrated-not = { $n } { $n ->
    [one] tenant stays
   *[other] tenants stay
} on { $n ->
    [one] its
   *[other] their
} version; the reason is below.
platform-module-off = { $module } (off)
platform-ledger = { $n } { $n ->
    [one] file
   *[other] files
} in the ledger
platform-short-migration = Migration failed
platform-short-provisioning = Not ready
platform-short-events = Events wait
platform-short-closed = Closed
platform-short-lifeless = No sign of life

## The public site
platform-create = Create a portal
platform-note-card = No card
platform-note-fast = Ready in half a minute
platform-note-samples = 50 sample goods to try
platform-product-title = Portico: B2B portals for manufacturers
platform-product-eyebrow = B2B portal for manufacturers
platform-product-h1 = Dealers order at their own prices, without a call
platform-product-lead = Each dealer signs in and sees the prices of its contract, what is in stock and when the rest arrives. The order reaches your team complete, line by line.
platform-product-see = What is inside
platform-shot-contract = Contract 14-D · Silver
platform-shot-stock = Stock
platform-shot-here = In stock
platform-shot-later = Expected Nov 12
platform-shot-breaker = Breaker 1P C 16 A
platform-shot-socket = Double socket frame
platform-shot-valve = Ball valve DN 20
platform-shot-lamp = LED lamp 9 W
platform-shot-sum-1 = £384.00
platform-shot-sum-2 = £126.00
platform-shot-sum-3 = £2,520.00
platform-shot-sum-4 = £332.00
platform-shot-lines = 4 lines, 1 to check
platform-shot-total = £3,362.00
platform-shot-place = Review order
platform-who-title = One portal, three people who save time
platform-who-dealer = The dealer’s buyer
platform-who-dealer-1 = Pastes articles and quantities from Excel and gets an order
platform-who-dealer-2 = Asks “when can I have 400?” and gets a date
platform-who-dealer-3 = Repeats last month’s order at today’s prices
platform-who-staff = Your sales team
platform-who-staff-1 = Sees on one page what waits to be confirmed, shipped, answered
platform-who-staff-2 = Opens any price and reads why it is that price
platform-who-staff-3 = Confirms an order with shortages and dates in one go
platform-who-owner = You
platform-who-owner-1 = Open the portal yourself, this evening
platform-who-owner-2 = Give staff and dealers roles and limits
platform-who-owner-3 = Put your logo and colours on every page and letter
platform-what-title = What works today
platform-what-lead = Everything on this page is in the product now. What is not, is not on this page.
platform-what-prices = Prices by contract
platform-what-prices-text = Price lists, levels, quantity rungs, currencies and VAT by contract. Several companies and contracts for one dealer, switched in a press.
platform-what-pad = Order pad
platform-what-pad-text = A table edited by keyboard. Articles are found however they are typed; what cannot be ordered says why and offers a way out.
platform-what-stock = Stock and arrivals
platform-what-stock-text = By warehouse, with the time of the figure. What is ordered is held, so the last pallet is sold once.
platform-what-orders = Orders to the door
platform-what-orders-text = Confirmed with shortages, shipped in parts, closed, with a timeline and letters to both sides.
platform-what-imports = Files from 1C and Excel
platform-what-imports-text = CommerceML, CSV and archives. A dry run first, then a reason for each row that was left out.
platform-what-look = Your look
platform-what-look-text = Logo, colours and a theme for the portal, the sign-in and letters. Light and dark, on a desk and on a phone.
platform-way-title = From the form to the first order
platform-way-1 = Six questions
platform-way-1-text = Company, address, your name, e-mail, password, language. The portal is made while you watch, in under half a minute.
platform-way-2 = A file, or samples
platform-way-2-text = Bring your goods and prices from a file, or start with 50 sample goods and replace them later.
platform-way-3 = A dealer, or you as one
platform-way-3-text = Invite the first dealer, or become your own test dealer and place the first order yourself.
platform-why-own = Your data stand apart
platform-why-own-text = Each manufacturer has a database schema and a database role of its own. Another one’s row is out of reach for the program itself.
platform-why-words = Russian and English
platform-why-words-text = Every page and letter in both, with the dates, sums and plurals of the reader’s language.
platform-why-hands = Hands on the keyboard
platform-why-hands-text = What is done daily is done by keys. What is done in a warehouse is done with one thumb.
platform-call-title = See it with your own goods
platform-call-text = A portal of your own, free during the trial. No card, no call from sales.
platform-modules-title = Modules of Portico
platform-modules-h1 = What a portal is made of
platform-modules-lead = The rooms below are in every portal. Modules beside them are switched on and off by you; what was entered stays.
platform-modules-core = In every portal
platform-core-catalog = Catalog
platform-core-catalog-text = Sections, articles, attributes with units, packs and barcodes. Search by article however it is typed, by barcode and by words.
platform-core-prices = Prices
platform-core-prices-text = Lists by contract and priority, quantity rungs, levels, VAT, RRP and margin. Every price answers “why?”.
platform-core-stock = Stock
platform-core-stock-text = By warehouse with its time, arrivals, holds, and the date by which a quantity can be had.
platform-core-orders = Orders
platform-core-orders-text = Cart and order pad, placing with checks and limits, confirming, shipping in parts, closing, letters to both sides.
platform-core-accounts = People and companies
platform-core-accounts-text = Dealers with entities and contracts, people with roles and order limits, invitations, one person in several companies.
platform-core-imports = Imports
platform-core-imports-text = CommerceML 2 and 3, CSV, archives. Dry run, live progress, a result for each row, failed rows as a file.
platform-modules-optional = Switched on when you want them
platform-modules-optional-lead = One press in the settings, at any time. Menus, pages and rights come and go with the module.
platform-modules-none = There is no module of this kind in this version yet.
platform-modules-from-start = On from the start
platform-pricing-title = Pricing of Portico
platform-pricing-h1 = One plan today: the trial
platform-pricing-lead = Paid plans are not open yet, so there is nothing to pay and nothing to sign.
platform-plan-trial-sum = £0
platform-plan-trial-text = For the time until paid plans open.
platform-plan-trial-1 = Everything that works today
platform-plan-trial-2 = Any number of goods, dealers and people
platform-plan-trial-3 = Your own address and look
platform-plan-trial-4 = Both languages
platform-plan-trial-5 = No card
platform-ask-later = What comes after the trial?
platform-ask-later-text = Plans with their prices will stand on this page first. Nothing turns into a paid plan by itself: nobody has your card.
platform-ask-end = What if I do not go on?
platform-ask-end-text = You write to the operator and the portal is taken down. Its address is given to nobody else for 90 days.
platform-ask-data = Whose data are they?
platform-ask-data-text = Yours. They lie in a schema of their own, apart from those of all other manufacturers.
platform-sign-in-title = Sign in to your portal
platform-sign-in-h1 = Sign in to your portal
platform-sign-in-lead = Each manufacturer has a portal of its own. Type the first part of its address.
platform-email = E-mail
platform-forgotten = Forgot the address?
platform-forgotten-text = Give your e-mail, and we write to it in which portals it is known.
platform-forgotten-send = Send me the addresses
platform-forgotten-sent = If { $email } is known in a portal, a letter with the addresses is on its way.

## The form of the sign-up
platform-signup-title = Create a portal
platform-signup-h1 = Create your portal
platform-signup-lead = Six questions. Half a minute later you are inside.
platform-company = Company
platform-portal-address = Address of the portal
platform-portal-address-hint = Latin letters, digits and dashes. Dealers will type it.
platform-your-name = Your name
platform-your-email = Your e-mail
platform-your-email-hint = You sign in with it as the owner.
platform-your-password = Password
platform-your-password-hint = At least { $n } characters. A phrase of a few words is best.
platform-samples = Begin with 50 sample goods
platform-samples-hint = In five sections, with prices and stock. Their names say that they are samples.
platform-signup-plan = Plan: trial. Free, no card.
platform-signup-plan-more = About plans
platform-next-title = What happens next
platform-next-1 = The portal is made in named steps that you can watch.
platform-next-2 = You land on a short list of first steps: logo, goods, prices, dealer, order.
platform-next-3 = You are the owner: invite colleagues and dealers when you like.
platform-next-4 = The password is kept as a hash only, from the first moment.
platform-address-free = { $address }.{ $base } is free.
platform-address-offer = Free addresses:
platform-address-taken = The address { $address } is taken. Choose another one.
platform-address-taken-free = The address { $address } is taken. Free: { $free }.
platform-address-like = The address { $address } looks like one that is taken. Choose another one.
platform-address-like-free = The address { $address } looks like one that is taken. Free: { $free }.
platform-signup-often = Too many portals were asked for in the last hour. Try again in { $minutes } minutes.

## The way of a new portal
platform-progress-title = { $company }: the portal is being made
platform-progress-h1 = Your portal is being made
platform-progress-done = Your portal is open
platform-progress-failed = The portal is not ready yet
platform-progress-steps = Steps
platform-step-address = Address
platform-step-database = Database
platform-step-roles = Roles
platform-step-look = Look
platform-step-samples = Sample data
platform-step-owner = Your access
platform-step-seconds = { $n } s
platform-step-running = now
platform-step-skipped = skipped
platform-step-failed = stopped
platform-progress-leave = You may leave this page: the way back is in a letter to { $email }.
platform-progress-reload = See how far it is
platform-progress-failed-title = One step stopped. What you typed is kept.
platform-failed-address = The address { $host } was taken by somebody else in the meantime. Choose another one in the form.
platform-failed-database = The database did not answer. Try again in a minute.
platform-failed-other = The fault is ours. Try again; if it stops here once more, write to the support.
platform-failed-number = Number for support: { $number }
platform-retry = Try again
platform-change-form = Change the answers
platform-enter = Open the portal
platform-enter-sign-in = Sign in to the portal
platform-then-title = Then, in any order
platform-then-1 = Your logo and colours
platform-then-2 = Your goods and prices from a file
platform-then-3 = The first dealer, or you as a test dealer
platform-signup-again = The steps go on from where they stopped.
platform-signup-not-failed = This portal is not waiting for another try any more. Look at how far it is.
platform-signup-see = See how far it is

## Letters of the platform
platform-letter-sign-up = { $company }: your portal is being made
platform-letter-sign-up-line = The portal { $url } is being made. The page behind the button shows how far it is.
platform-letter-sign-up-later = When it is ready, sign in at { $url } with this e-mail and the password that you chose.
platform-letter-sign-up-button = See how far it is
platform-letter-sign-up-why = this e-mail was given in the sign-up of a portal on Portico. If it was not you, you need not do anything.
platform-letter-portals = Portico: your portals
platform-letter-portals-line = Your e-mail is known in { $n } { $n ->
    [one] portal
   *[other] portals
}:
platform-letter-portal = { $name }: { $url }
platform-letter-portals-why = somebody asked on the sign-in page of Portico where this e-mail is known.

platform-provision = Provision a tenant
platform-provision-what = The portal is ready within half a minute; its owner gets a letter with an invitation.
platform-owner = Owner
platform-owner-name = Owner’s name
platform-owner-email = Owner’s e-mail
platform-trouble-request-failed = The portal was asked for and could not be made.
platform-provisioned = The portal is open.
platform-provisioning-goes-on = The steps go on by themselves; you can leave this page.
platform-steps = Provisioning
platform-steps-all = All steps
platform-step-waits = waits
platform-show-request = Show the request
platform-asked = Asked for
platform-asked-operator = by an operator
platform-asked-visitor = on the public site
