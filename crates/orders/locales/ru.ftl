### Корзина, бланк заказа, заказы.

orders-menu-home = Главная
orders-menu-pad = Бланк заказа
orders-menu-orders = Заказы
orders-menu-today = Сегодня
orders-right-orders-view = смотреть заказы
orders-right-orders-place = размещать заказы
orders-right-orders-cancel = отменять свои заказы
orders-right-orders-manage-view = смотреть заказы дилеров
orders-right-orders-confirm = подтверждать заказы
orders-right-orders-ship = отгружать заказы
orders-right-orders-manage-cancel = отменять строки заказов
orders-right-orders-close = закрывать заказы

## Бланк
orders-pad-terms = Цены по договору № { $number }: { $prices }. Минимальный заказ { $minimum }.
orders-pad-lead = Введите артикулы и количества или вставьте их из Excel. Всё сохраняется само.
orders-review = Проверить и разместить
orders-paste-list = Вставить список
orders-paste-label = Артикул и количество, по строке на товар
orders-paste-insert = Вставить в бланк
orders-paste-empty = В списке нет ни одной строки. Вставьте артикулы и количества.
orders-pasted = Вставлено: { $n } { $n ->
    [one] строка
    [few] строки
   *[other] строк
}.
orders-pad-too-long = В бланке не больше { $most } строк. Разделите список на несколько заказов.
orders-pad-broken = Бланк дошёл не целиком. Обновите страницу: всё сохранённое на месте.
orders-no-contract = У компании пока нет действующего договора, поэтому заказать нельзя. Обратитесь к менеджеру.
orders-pieces = { $n } { $unit }
orders-vat-of-it = НДС { $vat }

## Строка бланка
orders-line-no-article = Количество есть, артикула нет. Введите артикул.
orders-line-unknown = Артикул { $article } не найден. Ближайший: { $near }, { $name }. Замените или удалите строку.
orders-line-unknown-none = Артикул { $article } не найден. Проверьте его или удалите строку.
orders-line-several = Артикул { $article } есть у { $n } товаров. Выберите нужный.
orders-line-replaced = { $article } снят с производства. Замена: { $new }.
orders-line-discontinued = { $article } снят с производства. Удалите строку.
orders-line-no-quantity = { $article }: введите количество.
orders-line-not-a-number = «{ $value }» — не количество. Введите число больше нуля.
orders-line-not-a-number-zero = { $article }: «{ $value }» — не количество. Введите число, ноль или больше.
orders-line-too-much = Количество { $value } слишком велико для одной строки. Уменьшите его.
orders-line-fraction = { $article } в единице «{ $pack }» отпускается только целиком. Введите целое число.
orders-line-minimum = { $article } отпускается от { $n } { $unit }.
orders-line-multiple = { $article } отпускается по { $n } { $unit }. Можно { $less } или { $more }.
orders-line-multiple-more = { $article } отпускается по { $n } { $unit }. Можно { $more }.
orders-line-no-price = У { $article } нет цены по этому договору. Спросите менеджера или удалите строку.
orders-line-short = { $article }: свободно { $free } из { $wanted } { $unit }, дата поступления не известна.
orders-line-short-until = { $article }: свободно { $free } из { $wanted } { $unit }, всё количество будет { $date }.
orders-fix-remove = Удалить строку
orders-fix-replace = Заменить на { $article }
orders-fix-take = Взять { $n } { $unit }

## Что изменилось
orders-changes-contract = Договор сменился: № { $before } → № { $now }. Корзина пересчитана.
orders-changes-prices = Цены изменились с прошлого раза
orders-changes-lines = { $n } { $n ->
    [one] строка стоит
    [few] строки стоят
   *[other] строк стоят
} иначе.
orders-changes-accept = Принять новые цены

## Корзина
orders-cart = Корзина
orders-cart-lines = { $n } { $n ->
    [one] строка
    [few] строки
   *[other] строк
}
orders-cart-empty = Корзина пуста. Вставьте артикулы и количества из Excel или откройте бланк.
orders-cart-waits = В корзине { $n } { $n ->
    [one] строка
    [few] строки
   *[other] строк
}.
orders-open-pad = Открыть бланк заказа
orders-edit-pad = Изменить в бланке
orders-contract-number = договор № { $number }
orders-problems = { $n } { $n ->
    [one] строку нужно поправить
    [few] строки нужно поправить
   *[other] строк нужно поправить
}
orders-mend = Поправить в бланке
orders-details = Что учесть
orders-address = Куда доставить
orders-wanted-on = Желаемая дата
orders-wanted-short = нужен
orders-buyer-number = Ваш номер заказа
orders-buyer-number-hint = Будет в документах.
orders-comment = Комментарий
orders-terms = Условия
orders-terms-then = Условия на день заказа
orders-contract = Договор
orders-entity = Юрлицо
orders-sums = Суммы
orders-sum = Сумма
orders-sum-net = Без НДС
orders-sum-vat = НДС
orders-sum-confirmed = Подтверждено
orders-sum-shipped = Отгружено
orders-place = Разместить заказ · { $sum }
orders-placed-said = Заказ { $number } размещён. Письмо отправлено вам и менеджеру.
orders-added = { $article } в корзине.
orders-added-check = { $article } в корзине, но: { $why }
orders-no-key = Страница устарела. Откройте корзину заново и разместите заказ.
orders-date-past = { $date } уже прошло. Выберите сегодняшний день или позже.
orders-date-wrong = «{ $value }» — не дата. Введите её так: 04.11.2026.
orders-stop-empty = Заказать нечего: в корзине нет строк с ценой.
orders-stop-lines = { $n } { $n ->
    [one] строка не готова
    [few] строки не готовы
   *[other] строк не готовы
} к заказу. Причины — в таблице.
orders-stop-changed = Пока вы смотрели, цены или условия изменились. Сейчас сумма { $sum }: проверьте и разместите ещё раз.
orders-stop-stock = Пока вы оформляли, часть товара разобрали. Ниже видно, сколько осталось.
orders-stop-contract = Договор № { $number } сегодня не действует. Выберите другой договор или обратитесь к менеджеру.
orders-stop-minimum = Минимальный заказ по договору { $minimum }. Добавьте товаров ещё на { $left }.
orders-stop-limit = Сумма { $sum } выше вашего лимита { $limit }. Разместить такой заказ может руководитель: { $heads }.

## Заказы
orders-order = Заказ { $number }
orders-number = Номер
orders-placed-at = Дата
orders-author = Автор
orders-dealer = Дилер
orders-state = Состояние
orders-next = Что дальше
orders-new = Новый заказ
orders-repeat = Повторить
orders-repeat-order = Повторить заказ { $number }
orders-repeated = Строки заказа { $number } в бланке: { $n }. Прежние цены показаны рядом с новыми.
orders-views = Виды списка
orders-view-open = Открытые
orders-view-shipped = Отгруженные
orders-view-cancelled = Отменённые
orders-view-all = Все
orders-find = Найти
orders-find-hint = Номер, юрлицо или артикул
orders-show-all = Показать все заказы
orders-none = Заказов пока нет. Вставьте артикулы и количества из Excel.
orders-none-manage = Заказов пока нет. Они появятся, когда дилеры начнут заказывать.
orders-none-view = Таких заказов нет.
orders-none-open = Открытых заказов нет: всё отгружено.
orders-none-found = По запросу «{ $q }» заказов не найдено. Проверьте номер или артикул.
orders-open-orders = Открытые заказы
orders-more = Ещё { $n }
orders-first-title = Как сделать первый заказ
orders-first-1 = Выберите договор вверху страницы: от него зависят цены и остатки.
orders-first-2 = Вставьте артикулы и количества из Excel или найдите товары в каталоге.
orders-first-3 = Проверьте корзину и разместите заказ: менеджер подтвердит его и назовёт даты.
orders-state-placed = Размещён
orders-state-confirmed = Подтверждён
orders-state-partly_shipped = Отгружен частично
orders-state-shipped = Отгружен
orders-state-closed = Закрыт
orders-state-cancelled = Отменён
orders-next-confirm = Ждёт подтверждения
orders-next-ship = Готовится к отгрузке
orders-next-expected = Остаток ожидается { $date }
orders-next-unknown = Дата остатка уточняется
orders-way = Путь заказа
orders-lines = { $n } { $n ->
    [one] строка
    [few] строки
   *[other] строк
}
orders-quantity = { $n } { $unit }
orders-quantity-packed = { $packs } { $pack } = { $n } { $unit }
orders-ordered = Заказано
orders-confirmed = Подтверждено
orders-shipped = Отгружено
orders-cancelled-of-it = из них отменено { $n }
orders-line-is-held = В наличии
orders-line-is-ready = Готово к отгрузке
orders-line-is-shipped = Отгружено
orders-line-is-expected = Ожидается { $date }
orders-line-is-missing = Нет в наличии
orders-line-is-cancelled = Отменено
orders-history = История
orders-act-placed = Заказ размещён
orders-act-confirmed = Количества подтверждены
orders-act-shipped = Товар отгружен
orders-act-cancelled = Строки отменены
orders-act-closed = Заказ закрыт
orders-step-shipment = Отгрузка { $number }
orders-step-why = Причина: { $why }
orders-step-line = { $article }: { $n } из { $ordered }
orders-step-more = и ещё { $n } { $n ->
    [one] строка
    [few] строки
   *[other] строк
}
orders-why-then = Цена по договору № { $contract } на день заказа. Позднейшие изменения договора её не меняют.
orders-cancel = Отменить заказ
orders-cancel-title = Отменить заказ { $number }?
orders-cancel-lead = Резерв вернётся на склад, менеджер получит письмо.
orders-why = Причина
orders-why-hint = Её увидит дилер.
orders-cancel-answered = Заказ { $number } уже подтверждён. Отменить его может менеджер: напишите или позвоните ему.
orders-cancel-nothing = Отменять нечего: введите количество хотя бы в одной строке заказа { $number }.
orders-cancelled-said = Заказ { $number } отменён. Менеджеру отправлено письмо.
orders-open-order = Открыть заказ

## Производитель
orders-today-waits = Ждут вас: { $n } { $n ->
    [one] дело
    [few] дела
   *[other] дел
}
orders-today-nothing = Всё сделано
orders-today-empty = Ничего не ждёт. Новые заказы появятся здесь.
orders-today-kinds = Виды дел
orders-today-all = Все
orders-today-confirm = Подтвердить
orders-today-ship = Отгрузить
orders-today-answer = Назвать дату
orders-today-close = Закрыть
orders-task-confirm = Подтвердить
orders-task-ship = Отгрузить готовое
orders-task-answer = Ответить об остатке
orders-task-close = Отгружен, можно закрыть
orders-task-short = не хватает в { $n } { $n ->
    [one] строке
   *[other] строках
}
orders-confirm-all = Подтвердить полностью
orders-ship-all = Отгрузить готовое
orders-answer = Ответить
orders-confirm-title = Подтвердить количества
orders-confirm-short-title = Не хватает в { $n } { $n ->
    [one] строке
   *[other] строках
}: сколько подтвердить
orders-confirm-full = Ещё { $n } { $n ->
    [one] строка подтверждается
    [few] строки подтверждаются
   *[other] строк подтверждаются
} полностью
orders-possible = Есть
orders-confirm-head = Подтвердить
orders-expected-head = Остальное ожидается
orders-confirm-of = Подтвердить { $article }, { $unit }
orders-expected-of = Когда ожидается остальное: { $article }
orders-confirm = Подтвердить заказ
orders-confirmed-said = Заказ { $number } подтверждён. Автору отправлено письмо.
orders-confirm-short = { $article }: нужно { $wanted }, свободно { $free }. Подтвердите меньше или дождитесь поступления.
orders-ship-title = Отгрузить
orders-ready = Готово
orders-ship-head = Отгрузить
orders-ship-of = Отгрузить { $article }, { $unit }
orders-ship = Отгрузить
orders-ship-nothing = Отгружать нечего: введите количество хотя бы в одной строке заказа { $number }.
orders-shipped-said = Отгрузка { $shipment } оформлена. Автору заказа отправлено письмо.
orders-left = Осталось
orders-cancel-head = Отменить
orders-cancel-of = Отменить { $article }, { $unit }
orders-cancel-lines = Отменить строки
orders-cancel-lines-title = Что отменить в заказе { $number }?
orders-cancelled-part-said = Строки заказа { $number } отменены. Автору отправлено письмо.
orders-close = Закрыть заказ
orders-closed-said = Заказ { $number } закрыт.
orders-close-not-shipped = Заказ { $number } отгружен не весь. Отгрузите или отмените остаток, потом закройте.
orders-changed-since = Заказ { $number } только что изменили. Откройте его заново: ничего из введённого здесь не применено.
orders-line-changed = Строку { $article } только что изменили. Откройте заказ заново.
orders-line-not-possible = { $article }: можно от { $least } до { $most }.

## Письма
orders-letter-placed = Заказ { $number }: размещён, { $sum }
orders-letter-confirmed = Заказ { $number }: подтверждён полностью
orders-letter-confirmed-part = Заказ { $number }: подтверждён, ждут { $n } из { $all } строк
orders-letter-shipped = Заказ { $number }: отгружен
orders-letter-shipped-part = Заказ { $number }: отгружен, ждут { $n } из { $all } строк
orders-letter-cancelled = Заказ { $number }: отменены строки
orders-letter-placed-answer = Заказ { $number } принят. Товар в резерве, менеджер подтвердит количества.
orders-letter-placed-staff = Новый заказ { $number }: дилер «{ $dealer }», автор { $author }. Он ждёт подтверждения.
orders-letter-confirmed-answer = Заказ { $number } подтверждён. Вот что будет и когда.
orders-letter-shipped-answer = Отгрузка { $shipment } по заказу { $number } вышла со склада.
orders-letter-cancelled-answer = В заказе { $number } дилера «{ $dealer }» отменены строки.
orders-letter-line = { $article } { $name }: { $n } { $unit } × { $price } = { $sum }
orders-letter-line-full = { $article } { $name }: { $n } { $unit }, полностью
orders-letter-line-part = { $article } { $name }: { $n } из { $ordered } { $unit }, остаток уточняется
orders-letter-line-until = { $article } { $name }: { $n } из { $ordered } { $unit }, остаток ожидается { $date }
orders-letter-line-cancelled = { $article } { $name }: отменено { $n } { $unit }
orders-letter-more = и ещё { $n } { $n ->
    [one] строка
    [few] строки
   *[other] строк
}
orders-letter-sum-included = Сумма заказа { $sum }, в том числе НДС { $vat }.
orders-letter-sum-on-top = Сумма заказа { $sum }: { $net } и НДС { $vat } сверху.
orders-letter-terms = Договор № { $contract }, { $entity }.
orders-letter-term = { $name }: { $value }
orders-letter-open = Открыть заказ
orders-letter-why = Вы получили это письмо, потому что разместили заказ на портале «{ $tenant }».
orders-letter-why-staff = Вы получили это письмо, потому что ведёте заказы на портале «{ $tenant }».
