### Товары, цены, остатки.

catalog-menu = Каталог
catalog-right-catalog-view = смотреть каталог с ценами компании
catalog-right-catalog-manage-view = смотреть товары, цены и остатки
catalog-article = Артикул
catalog-name = Название
catalog-price = Цена
catalog-prices = Цены
catalog-stock = Наличие
catalog-quantity = Количество
catalog-unit-of = Единица: { $article }
catalog-unit = Единица
catalog-add = В корзину
catalog-add-to-cart = Добавить в корзину
catalog-vat-included = с НДС
catalog-vat-on-top = без НДС
catalog-vat = Ставка НДС
catalog-vat-exempt = без НДС
catalog-per = за { $unit }
catalog-from = от { $n } { $unit }
catalog-retail = РРЦ
catalog-retail-long = Рекомендованная розничная цена
catalog-margin = ваша маржа
catalog-why = Почему такая цена
catalog-pack = { $pack } = { $n } { $unit }
catalog-free = { $n } { $unit } свободно
catalog-free-only = Только { $n } { $unit }
catalog-of-it = из них { $n }: { $where }
catalog-expected = Ожидается { $date }
catalog-missing = Нет в наличии
catalog-no-date = Дата поступления не известна
catalog-discontinued = Снят с производства
catalog-discontinued-long = Товар снят с производства
catalog-replaced-by = Замена: { $article }
catalog-search = Название или артикул
catalog-find = Найти
catalog-section = Раздел
catalog-all-sections = Все разделы
catalog-only-free = Только в наличии
catalog-all = Показать весь каталог
catalog-searched = По запросу «{ $typed }» ничего нет. Показано по запросу «{ $meant }».
catalog-none-with-filters = Ничего не найдено. Без фильтров — { $n ->
    [one] { $n } товар
    [few] { $n } товара
    [many] { $n } товаров
   *[other] { $n } товара
}.
catalog-none-without-section = Ничего не найдено. Без фильтра «Раздел: { $section }» — { $n ->
    [one] { $n } товар
    [few] { $n } товара
    [many] { $n } товаров
   *[other] { $n } товара
}.
catalog-none-without-free = Ничего не найдено. Без фильтра «Только в наличии» — { $n ->
    [one] { $n } товар
    [few] { $n } товара
    [many] { $n } товаров
   *[other] { $n } товара
}.
catalog-none-without-attribute = Ничего не найдено. Без фильтра «{ $filter }» — { $n ->
    [one] { $n } товар
    [few] { $n } товара
    [many] { $n } товаров
   *[other] { $n } товара
}.
catalog-show-products = Показать { $n ->
    [one] { $n } товар
    [few] { $n } товара
    [many] { $n } товаров
   *[other] { $n } товара
}
catalog-more-values = Ещё { $n }
catalog-none-found = По запросу «{ $q }» ничего не найдено. Проверьте артикул или сократите слово.
catalog-none = Товаров пока нет. Они появятся, когда производитель загрузит каталог.
catalog-none-manage = Товаров пока нет. Они появятся после первой загрузки каталога.
catalog-no-price = Цены по этому договору нет. Спросите менеджера.
catalog-no-prices = Цен пока нет ни в одном списке.
catalog-no-stock = На складах договора товара нет.
catalog-no-contract = У компании пока нет действующего договора. Цены появятся вместе с ним.
catalog-warehouse = Склад
catalog-when = Когда
catalog-as-of = данные
catalog-arrival = поступление
catalog-when-can-i = Когда можно получить, { $unit }
catalog-check = Проверить
catalog-quantity-wrong = «{ $value }» — не количество. Введите число больше нуля.
catalog-all-now = { $n } { $unit } есть сейчас.
catalog-all-on = { $n } { $unit } будет { $date }.
catalog-all-never = { $n } { $unit }: дата не известна, столько пока не ожидается.
catalog-at-price = Цена { $price }.
catalog-description = Описание
catalog-facts = Характеристики
catalog-minimum = Минимум
catalog-multiple = Кратность
catalog-foreign-id = Ид в учётной системе
catalog-list = Прайс-лист
catalog-from-quantity = От
catalog-on-hand = На складе
catalog-held = В резерве
catalog-free-head = Свободно
catalog-short = Обещано больше, чем есть
catalog-why-lead = Договор № { $contract } · { $n } { $unit }
catalog-why-none = Ни один прайс-лист договора не даёт цены. Спросите менеджера.
catalog-why-other = Для другого количества
catalog-step-list = Прайс-лист «{ $list }»: { $price }
catalog-step-minimum = от { $n }
catalog-step-without = В прайс-листе «{ $list }» цены для этого количества нет
catalog-step-currency = Прайс-лист «{ $list }» в валюте { $currency }, договор в другой
catalog-step-level = Уровень цен «{ $name }»: { $price }
catalog-step-vat-in = НДС добавлен: { $price }
catalog-step-vat-out = НДС вычтен: { $price }
catalog-step-rounded = Округлено: { $price }
catalog-menu-imports = Импорт
catalog-right-catalog-import = Импорт товаров, цен и остатков
catalog-import-lead = Товары, цены и остатки из 1С (CommerceML) или таблиц.
catalog-import-new = Новый импорт
catalog-import-files = Файлы
catalog-import-files-hint = XML, CSV или их zip; до 64 МБ на файл. Файлы одного набора выбирайте вместе.
catalog-import-needs-1c = Из 1С
catalog-import-needs-1c-what = XML обмена с сайтом: товары и предложения
catalog-import-needs-goods = Товары
catalog-import-needs-goods-what = CSV: ид, название; можно ещё артикул, раздел, единицу, упаковки, штрихкод, НДС
catalog-import-needs-prices = Цены
catalog-import-needs-prices-what = CSV: ид, вид цены, цена; можно ещё валюту
catalog-import-needs-stock = Остатки
catalog-import-needs-stock-what = CSV: ид, склад, количество
catalog-import-check = Проверить файлы
catalog-import-check-hint = Пока ничего не меняется: сначала видно, что появится, изменится или не подойдёт.
catalog-import-before = Прежние загрузки
catalog-import-none = Загрузок пока нет. Здесь будет видно, кто, когда и что загрузил.
catalog-import-number-head = Импорт
catalog-import-state = Состояние
catalog-import-rows = Строк
catalog-import-failed-rows = С ошибкой
catalog-import-who = Автор
catalog-import-when = Когда
catalog-import-title = Импорт { $number }
catalog-import-state-queued = Ждёт
catalog-import-state-running = Читается
catalog-import-state-checked = Проверен, не загружен
catalog-import-state-done = Загружен
catalog-import-state-partly = Загружен частично
catalog-import-state-failed = Не прочитан
catalog-import-waits = Импорт ждёт своей очереди.
catalog-import-reads = Читается { $file }
catalog-import-progress = Ход импорта
catalog-import-leave = Страницу можно закрыть: импорт продолжится.
catalog-import-again = Обновить
catalog-import-nothing-done = Ничего не загружено
catalog-import-other-file = Выбрать другие файлы
catalog-import-run = { $n ->
    [one] Загрузить { $n } строку
    [few] Загрузить { $n } строки
   *[other] Загрузить { $n } строк
}
catalog-import-checked-lead = Прочитано строк: { $rows }, с ошибкой: { $failed }. Пока ничего не изменено.
catalog-import-done-all = Загружены все строки: { $rows }.
catalog-import-done-part = Загружено строк: { $ok } из { $rows }. С ошибками: { $failed }. Причины ниже, строки можно скачать.
catalog-import-would = Что произойдёт
catalog-import-did = Что сделано
catalog-import-kind = Вид
catalog-import-new-head = Новые
catalog-import-changed-head = Изменены
catalog-import-unchanged-head = Без изменений
catalog-import-failed-head = С ошибкой
catalog-import-samples = Часть изменений
catalog-import-field-name = Название
catalog-import-field-price = Цена
catalog-import-problems = Строки с замечаниями
catalog-import-download = Скачать строки { $file }
catalog-import-line = Строка
catalog-import-lines = Строки
catalog-import-object = Объект
catalog-import-value = Значение
catalog-import-reason = Причина
catalog-import-seen = Что в файлах
catalog-import-results = Результат по строкам
catalog-import-outcome = Результат
catalog-import-outcome-new = новые: { $rows }
catalog-import-outcome-changed = изменены: { $rows }
catalog-import-outcome-unchanged = без изменений: { $rows }
catalog-import-outcome-failed = с ошибкой: { $rows }
catalog-import-kind-section = раздел
catalog-import-kind-attribute = свойство
catalog-import-kind-price-list = прайс-лист
catalog-import-kind-warehouse = склад
catalog-import-kind-good = товар
catalog-import-kind-offer = предложение
catalog-import-kind-price = цена
catalog-import-kind-stock = остаток
catalog-import-kind-counterparty = контрагент
catalog-import-kind-document = документ
catalog-import-kinds-section = Разделы
catalog-import-kinds-attribute = Свойства
catalog-import-kinds-price-list = Прайс-листы
catalog-import-kinds-warehouse = Склады
catalog-import-kinds-good = Товары
catalog-import-kinds-offer = Предложения
catalog-import-kinds-price = Цены
catalog-import-kinds-stock = Остатки
catalog-import-seen-goods = Товары
catalog-import-seen-deleted = помечены на удаление
catalog-import-seen-sections = Разделы
catalog-import-seen-properties = Свойства
catalog-import-seen-barcodes = Штрихкоды
catalog-import-seen-pictures = Картинки
catalog-import-seen-offers = Предложения
catalog-import-seen-unknown-offers = неизвестных товаров
catalog-import-seen-prices = Цены
catalog-import-seen-price-types = Виды цен
catalog-import-seen-warehouses = Склады
catalog-import-seen-counterparties = Контрагенты (пока не читаются)
catalog-import-seen-documents = Документы (пока не читаются)
catalog-import-nothing = Читать нечего. Выберите XML из 1С, таблицы CSV или их zip.
catalog-import-no-key = Страница устарела. Откройте её снова и выберите файлы.
catalog-import-not-checked = Импорт { $number } ещё не проверен. Дождитесь конца чтения или выберите файлы снова.
catalog-import-wrong-type = Файл { $file } не читается. Сохраните его как CSV (в Excel: «CSV UTF-8») или выберите XML из 1С.
catalog-import-empty-file = Файл { $file } пуст. Выберите файл со строками.
catalog-import-cannot-open = Файл { $file } не открылся: ошибка на нашей стороне. Повторите.
catalog-import-broken-zip = Файл { $file } — повреждённый zip. Упакуйте его снова.
catalog-import-zip-too-big = В файле { $file } слишком много данных. Не больше 2 ГБ и 2 000 файлов.
catalog-import-too-big = Файл { $file } слишком большой. Разделите его на части до 1 ГБ.
catalog-import-truncated = Файл { $file } обрывается на строке { $line }. Передача прервалась: отправьте файл снова.
catalog-import-not-xml = Файл { $file }, строка { $line }: это не XML ({ $reason }). Выгрузите файл снова.
catalog-import-doctype = Файл { $file }, строка { $line }: DOCTYPE не принимается, в нём могут прятаться чужие файлы. Выгрузите без него.
catalog-import-not-commerceml = Файл { $file } — не CommerceML: он начинается с { $root }. Выберите файлы, которые 1С выгружает для сайта.
catalog-import-too-deep = Файл { $file }, строка { $line }: слишком глубокая вложенность. Выгрузите файл снова.
catalog-import-too-long = Файл { $file }, строка { $line }: слишком длинно — { $element }. Сократите в 1С.
catalog-import-encoding = В файле { $file } указана неизвестная кодировка { $encoding }. Сохраните его в UTF-8.
catalog-import-bad-bytes = Файл { $file }, строка { $line }: это не { $encoding }. Сохраните файл в UTF-8.
catalog-import-row-too-long = Файл { $file }, строка { $line }: строка слишком длинная. Возможно, не закрыта кавычка.
catalog-import-too-many-columns = Файл { $file }, строка { $line }: слишком много колонок. Оставьте не больше 1 024.
catalog-import-columns = Файл { $file }: колонки неизвестны ({ $columns }). Для товаров нужны «ид» и «название», для цен — «ид», «вид цены» и «цена», для остатков — «ид», «склад» и «количество».
catalog-import-bug = Импорт остановлен: ошибка на нашей стороне. Повторите или назовите поддержке номер { $number }.
catalog-import-busy = Импорт остановлен: база данных была занята. Он повторится сам.
catalog-import-column = { $key ->
    [id] ид
    [article] артикул
    [name] название
    [unit] единица
    [brand] бренд
    [packs] упаковки
    [barcode] штрихкод
    [vat] НДС
    [price-type] вид цены
    [price] цена
    [currency] валюта
    [warehouse] склад
    [quantity] количество
   *[other] { $name }
}
catalog-import-why-missing = Не заполнено: { $field }.
catalog-import-why-not-a-number = «{ $value }» — не число.
catalog-import-why-scientific = «{ $value }» — уже не целое число: его сократил Excel. Сделайте колонку текстовой.
catalog-import-why-not-positive = «{ $value }» должно быть больше нуля.
catalog-import-why-too-much = «{ $value }» — слишком большое число.
catalog-import-why-too-long = { $field }: текст слишком длинный, строка пропущена. Начало: «{ $value }».
catalog-import-why-negative = «{ $value }» меньше нуля.
catalog-import-why-unknown-good = Товара { $value } нет ни в файлах набора, ни в каталоге. Сначала загрузите товары.
catalog-import-why-currency = «{ $value }» — не валюта. Укажите RUB, USD, EUR…
catalog-import-why-other-currency = Валюта «{ $value }» — не та, что у прайс-листа. Укажите его валюту или другой вид цены.
catalog-import-why-repeated = Товар назван дважды; учтена последняя строка.
catalog-import-why-unknown-section = Раздела { $value } нет в файлах; товар остался без раздела.
catalog-import-why-unknown-property = Свойства { $value } нет в файлах; его значение пропущено.
catalog-import-why-no-article = Нет артикула; товар найдётся только по названию.
catalog-import-why-no-unit = Нет единицы измерения; приняты штуки.
catalog-import-why-check-digit = У штрихкода { $value } неверная контрольная цифра; он сохранён как есть.
catalog-import-why-negative-stock = Остаток { $value }; дилерам показан 0.
catalog-import-why-unnamed-warehouse = Склад { $value } не назван ни в одном файле; он добавлен под своим идентификатором.
catalog-import-why-unnamed-price-type = Вид цен { $value } не назван ни в одном файле; прайс-лист добавлен под этим идентификатором.
catalog-import-why-not-read-yet = Замечено, но пока не читается: контрагенты и документы придут через обмен с 1С.
