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
platform-address = Address
platform-state = State
platform-state-active = Active
platform-state-suspended = Suspended
platform-state-provisioning = Being made
platform-health = Health
platform-healthy = Well
platform-failed-jobs = { $n } failed { $n ->
    [one] job
   *[other] jobs
}
platform-since = Since
platform-jobs = Jobs
platform-jobs-by-state = Jobs by state
platform-jobs-every = All
platform-jobs-all = Show all jobs
platform-jobs-none = No jobs here.
platform-job = Job
platform-attempts = Tries
platform-made = Made
platform-act = Action
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

## Sign-up
platform-address-taken = The address { $address } is taken. Choose another one.
