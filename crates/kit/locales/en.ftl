### The words that every room shares.

kit-date = { kit-month-short } { $day }, { $year }
kit-date-long = { kit-month-short } { $day }, { $year }
kit-month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
kit-just-now = just now
kit-ago-minutes = { $n } { $n ->
    [one] minute
   *[other] minutes
} ago
kit-ago-hours = { $n } { $n ->
    [one] hour
   *[other] hours
} ago
kit-ago-days = { $n } { $n ->
    [one] day
   *[other] days
} ago
kit-in-minutes = in { $n } { $n ->
    [one] minute
   *[other] minutes
}
kit-in-hours = in { $n } { $n ->
    [one] hour
   *[other] hours
}
kit-in-days = in { $n } { $n ->
    [one] day
   *[other] days
}

## Values that cannot be read
kit-field-empty = Fill this in.
kit-field-long = { $length } characters are too many; the longest is { $longest }.
kit-field-control = There is a character here that cannot be shown. Type the text again by hand.
kit-field-choice = Choose one of the list.
kit-number-wrong = “{ $value }” is no number. Write it like 1,234.5.
kit-currency-unknown = “{ $value }” is no currency. Use three letters, like EUR.
kit-colour-wrong = “{ $value }” is no colour. Write six digits, like #0f6b5c.
kit-email-wrong = “{ $value }” is no e-mail address. Check it: name@company.com.
kit-inn-length = A tax id (INN) has 10 or 12 digits; { $count ->
    [one] 1 was
   *[other] { $count } were
} entered. Check { $value }.
kit-inn-check = The check digits of the tax id (INN) { $value } do not match. Compare it with the certificate.
kit-slug-wrong = “{ $value }” cannot be an address. Use 3 to 40 Latin letters, digits and dashes.
kit-slug-reserved = The address { $value } is kept for the system. Choose another one.
kit-slug-like-reserved = The address { $value } could be taken for one of the system. Choose another one.
kit-form-too-long = The form is longer than 2 MB. Send it in parts, or as a file.
kit-upload-file-big = The file “{ $name }” has { $size } MB; at most { $limit } MB. Choose a smaller one.
kit-upload-file-bigger = The file “{ $name }” is bigger than { $limit } MB. Choose a smaller one.
kit-upload-all-big = The files of one form may have { $limit } MB together. Send them in parts.
kit-upload-many = { $limit ->
    [one] One file at a time can be sent.
   *[other] At most { $limit } files can be sent at once.
}
kit-upload-broken = The form and its file did not arrive whole. Open the page again, choose the file and send it once more.

## Errors and refusals
kit-not-found-title = Page not found
kit-not-found = There is nothing at this address. Search for it, or go to the first page.
kit-sign-in-title = Sign in first
kit-sign-in = Your session has ended. Sign in again; what you typed stays here.
kit-sign-in-again = Your session had ended, so the form was not sent. Sign in and send it again.
kit-limit-title = Too many tries
kit-limit = There were too many tries. Try again in { $seconds } { $seconds ->
    [one] second
   *[other] seconds
}.
kit-unavailable-title = Not available now
kit-busy = The portal is busy. Try again in a minute; nothing was changed.
kit-closed-title = The portal is closed for now
kit-closed-words = { $words }
kit-closed-staff = The platform’s operator has closed this portal; your data are kept. Dealers do not see a reason.
kit-closed-staff-deleted = This portal is to be deleted. Until { $day } the platform’s operator can bring it back with all its data.
kit-slow = This took too long and was stopped. Look whether it was saved before you repeat it.
kit-suspended = The portal is closed for now. Ask the manufacturer’s manager.
kit-forbidden-title = Not allowed for you
kit-forbidden = You lack the right “{ $right }”. The head of your company or the portal’s owner can give it.
kit-refused-title = Not done
kit-invalid-title = Check what was entered
kit-invalid = Some fields cannot be read; they are named below.
kit-bug-title = The fault is ours
kit-bug = Not saved: the fault is ours. Everything you typed is still here. Try again, or give support the number { $number }.
kit-error-home = Go to the first page
kit-error-sign-in = Sign in

## Roles
kit-role-owner = Owner
kit-role-sales-manager = Sales manager
kit-role-catalog-manager = Catalog manager
kit-role-warehouse = Warehouse
kit-role-content-editor = Content editor
kit-role-branch-editor = Branch editor
kit-role-trainer = Trainer
kit-role-dealer-head = Head
kit-role-buyer = Buyer
kit-role-seller = Seller
kit-role-technical-specialist = Technical specialist
kit-role-accountant = Accountant
kit-role-operator = Operator
