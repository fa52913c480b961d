### News.

news-menu = News
news-menu-staff = Staff news
news-menu-content = Content
news-menu-edit = News
news-right-news-edit = Write and publish news

## Reading
news-sub-visitor = News for everyone. Sign in to see the rest.
news-sign-in = Sign in
news-search = Words of the news
news-find = Find
news-kinds = Kinds of news
news-kind = Kind
news-kind-all = All
news-kind-hours = Opening hours
news-kind-exhibition = Exhibitions
news-kind-line = New lines
news-kind-promotion = Promotions
news-kind-other = Other
news-unread = Unread:
news-important = Important
news-read-all = Mark all as read
news-read-one = Mark as read
news-none = No news yet.
news-none-kind = Nothing of this kind yet.
news-none-found = No news with the words “{ $q }”.
news-show-all = Show all news
news-picture-n = Picture { $n }

## The editor's list
news-new = New item
news-edit = News item
news-states = States of news
news-state = State
news-state-all = All
news-state-out = Published
news-state-scheduled = Scheduled
news-state-draft = Draft
news-state-ended = Taken down
news-state-removed = Deleted
news-readers = Read by
news-none-view = Nothing here now.
news-none-manage = No news yet. Write the first item: hours, an exhibition, a new line or a promotion.

## The editor
news-title = Title
news-text = Text
news-text-hint = An empty line begins a paragraph. **Bold**, *italic*, “- ” at the beginning of a line for a list, [word](address) for a link.
news-also-in = Also in { $language }
news-pictures = Pictures
news-pictures-add = Add pictures
news-pictures-hint = PNG, JPEG or WebP, up to 2 MB each, ten at most. The first one stands above the text.
news-picture-drop = Remove
news-audience = For whom
news-for-everyone = Everyone
news-for-everyone-hint = Also before signing in.
news-for-dealers = All dealers
news-for-private = Private persons
news-for-staff = Staff
news-no-groups = There are no groups yet: they are put together under Dealers.
news-when = When
news-publish-on = Publish on
news-publish-time = At
news-take-down-on = Take down on
news-take-down-time = Take down at
news-publish-at = Published
news-take-down-at = Taken down
news-when-hint = The manufacturer’s time ({ $zone }). Without a day the item comes out at once and stays; without a time it is the beginning of the day, or its end.
news-what = About
news-important-hint = Stands above the others and is marked.
news-publish = Publish the item
news-save = Save the item
news-save-draft = Save as draft
news-unpublish = Take down, keep as draft
news-remove = Delete the item
news-removed = The item is deleted; nobody sees it.
news-restore = Bring it back
news-changed = Changed by { $who }, { $when }
news-number = No. { $number } in the portal

## Preview
news-preview = As a reader sees it
news-see-as = See as
news-see = See
news-as-visitor = Visitor, not signed in
news-as-staff = Member of the staff
news-preview-of = Seen by: { $who }
news-preview-hidden = { $who } does not see this item. Tick who should under “For whom”.
news-preview-now = Seen as soon as it is published.
news-preview-from = Seen from { $at }.
news-preview-until = Taken down { $at }.

## Answers
news-said-draft = The draft “{ $title }” is saved. The portal does not show it.
news-said-out = “{ $title }” is published.
news-said-scheduled = “{ $title }” comes out on { $date } at { $time }.
news-said-restored = The item is back as it was.
news-title-missing = Write a title.
news-nobody = Tick whom the item is for.
news-group-gone = There is no such group any more. Check the ticks and send again.
news-day-wrong = “{ $value }” is no day. Write it like 2026-11-04.
news-time-wrong = “{ $value }” is no time. Write it like 09:00.
news-ends-before = It would be taken down before it comes out. Choose a later day or hour.
news-picture-kind = The file “{ $name }” is no PNG, JPEG or WebP picture. Choose another one.
news-picture-svg = The file “{ $name }” is an SVG drawing, which can carry scripts. Save it as PNG and choose it again.
news-picture-size = The picture “{ $name }” has { $width } × { $height } pixels. Each side may have 16 to 6,000.
news-conflict = Somebody saved the item while you were writing: { $who }, { $when }. Your text is still here.
news-conflict-next = Above is what is saved and differs from yours. Mend yours and save again: then yours stays.

news-module = News
news-module-about = Hours, exhibitions, lines and promotions: for everyone, for groups of dealers or for the staff, from a day until a day.
news-all-of = All news: { $n }
news-found = Found in the news
