### The platform's own pages and the operator's console.

platform-front-title = Portico
platform-front-lead = Portals in which dealers see their own prices, live stock and orders. Each manufacturer has one of its own.
platform-portal = Your portal
platform-portal-hint = The first part of its address: name.{ $base }
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
