### Страницы самой платформы и консоль оператора.

platform-front-title = Portico
platform-front-lead = Порталы, где дилеры видят свои цены, живые остатки и заказы. У каждого производителя свой.
platform-portal = Ваш портал
platform-portal-hint = Первая часть адреса: имя.{ $base }
platform-portal-open = Перейти на портал
platform-portal-unknown = Портала «{ $portal }» нет. Проверьте имя в письме от производителя.
platform-login-title = Консоль оператора
platform-tenants = Арендаторы
platform-tenants-none = Арендаторов пока нет. Создайте первого из командной строки.
platform-tenant = Арендатор
platform-state = Состояние
platform-state-active = Работает
platform-state-provisioning = Создаётся
platform-health = Здоровье
platform-failed-jobs = { $n } { $n ->
    [one] задание
    [few] задания
   *[other] заданий
} с ошибкой
platform-jobs = Задания
platform-jobs-by-state = Задания по состояниям
platform-jobs-every = Все
platform-jobs-all = Показать все задания
platform-jobs-none = Здесь заданий нет.
platform-job = Задание
platform-attempts = Попытки
platform-made = Создано
platform-job-failed = С ошибкой
platform-job-running = Выполняется
platform-job-queued = В очереди
platform-job-problems = С замечаниями
platform-job-done = Выполнено
platform-job-cancelled = Отменено
platform-job-retry = Повторить
platform-job-cancel = Отменить
platform-job-again = Задание снова в очереди.
platform-job-not-failed = Этого задания уже нет среди ошибок. Посмотрите его нынешнее состояние.
platform-job-not-queued = Задание уже выполняется или закончено. Посмотрите его нынешнее состояние.

## Что видит и делает оператор
platform-overview = Обзор
platform-show-all = Показать все
platform-show-tenant = Открыть арендатора
platform-find = Найти
platform-all-well = Ничего не требует внимания.
platform-healthy = В порядке
platform-healthy-long = С этим арендатором всё в порядке.
platform-state-suspended = Приостановлен
platform-state-deleted = Удаляется
platform-state-erasing = Стирается
platform-trouble-migration = Последняя миграция не удалась: арендатор остался на прежней версии.
platform-trouble-provisioning = Портал не готов через пять минут после заявки.
platform-trouble-suspended = Приостановлен: портал закрыт, задания ждут.
platform-trouble-deleted = Будет удалён; пока его можно восстановить.
platform-trouble-erasing = Данные стираются.
platform-trouble-lifeless = Две недели нет признаков жизни.
platform-see-jobs = Показать задания
platform-see-events = Показать события
platform-run-again = Запустить снова
platform-suspend = Приостановить
platform-resume = Возобновить
platform-delete = Удалить арендатора
platform-restore = Восстановить
platform-find-tenant = Название или адрес
platform-every-state = Любое состояние
platform-plan = Тариф
platform-plan-trial = Пробный
platform-col-name = Арендатор
platform-col-health = Здоровье
platform-col-people = Люди
platform-col-dealers = Дилеры
platform-col-goods = Товары
platform-col-orders = Заказы за 30 дней
platform-col-storage = Хранилище, МБ
platform-col-created = Создан
platform-usage-note = Использование считается раз в день у каждого арендатора; время указано на его странице.
platform-tenants-not-found = Таких арендаторов нет. Покажите всех или поищите по другой части названия или адреса.
platform-usage = Использование
platform-count = Посчитать сейчас
platform-counted = Подсчёт:
platform-seen = портал открывали
platform-not-counted = Ещё не считали. Подсчёт идёт раз в день или по кнопке.
platform-usage-asked = Использование считается. Откройте страницу снова через минуту.
platform-facts = Сведения
platform-language = Язык
platform-zone = Часовой пояс
platform-country = Страна
platform-modules = Модули
platform-history = Состояния
platform-migrations = Миграции
platform-up-to-date = Обновлён
platform-not-up-to-date = Не на последней версии
platform-no-ledger = Схемы ещё нет.
platform-events = События в очереди
platform-audit = Журнал действий
platform-audit-all = Показать все действия
platform-audit-none-here = Операторы здесь ещё ничего не делали.
platform-audit-none = Таких действий нет.
platform-audit-sub = Что делали операторы, сначала новое; записи только добавляются. Время в UTC.
platform-danger = Удаление
platform-erased-after = Стирание после
platform-deleted-note = Портал закрыт. До этого времени «Восстановить» вернёт его со всеми данными.
platform-closure = Что сейчас видят люди
platform-closure-contact = Дилеры спрашивают:
platform-closure-ask = Сотрудники спрашивают:
platform-suspend-title = Приостановка: «{ $name }»
platform-suspend-what = Портал закроется для всех за две секунды, задания будут ждать. Данные сохранятся. Возобновить можно в любой момент.
platform-suspend-do = Приостановить «{ $name }»
platform-delete-title = Удаление: «{ $name }»
platform-delete-what = Портал закроется сразу. 14 дней его можно восстановить; потом все данные стираются навсегда, а адрес 90 дней никому не выдаётся.
platform-delete-do = Удалить «{ $name }»
platform-leave-as-is = Оставить как есть
platform-words-for = Слова для дилеров · { $language }
platform-words-hint = Если пусто, они прочтут обычную фразу платформы.
platform-contact-field = К кому обращаться дилерам
platform-contact-hint = Кто-то у производителя: имя, телефон или почта.
platform-ask-field = К кому обращаться сотрудникам производителя
platform-ask-hint = Кто-то на стороне платформы.
platform-type-name = Введите название: { $name }
platform-name-wrong = Название другое. Введите точно: { $name }.
platform-in-another-state = У арендатора «{ $name }» сейчас состояние «{ $state }», ничего не изменено.
platform-suspended-done = Портал приостановлен.
platform-deleted-done = Портал закрыт и будет стёрт через 14 дней.
platform-resumed = Портал снова открыт.
platform-restored = Арендатор восстановлен со всеми данными.
platform-find-jobs = Отобрать задания
platform-tenant-address = Адрес арендатора
platform-kind = Вид
platform-every-kind = Любой вид
platform-job-said = Почему не получилось
platform-job-times = Время
platform-attempts-of = { $n } из { $most }
platform-job-due = Не раньше
platform-job-started = Последний запуск
platform-job-ended = Завершено
platform-job-step = Шаг
platform-job-key = Ключ
platform-job-number = Номер
platform-job-input = Входные данные
platform-job-hidden = Секреты скрыты, длинные тексты обрезаны.
platform-job-tries = Неудачные попытки
platform-job-try = Попытка { $n }:
platform-job-no-failure = Неудачных попыток не было.
platform-newest = Последняя версия:
platform-behind = Отстали или сломаны
platform-run-all = Запустить все снова
platform-version = Версия
platform-reason = Причина
platform-last-run = Последний запуск
platform-waits-for-run = Ещё не обновлён
platform-none-behind = Все арендаторы на последней версии.
platform-by-version = Арендаторы по версиям
platform-version-unknown = ещё не записана
platform-migrations-none-behind = Отставших и сломанных арендаторов нет.
platform-when = Когда (UTC)
platform-who = Кто
platform-act = Действие
platform-find-acts = Кто, арендатор или слова
platform-every-act = Любое действие
platform-act-sign-in = Вход
platform-act-sign-in-failed = Неудачный вход
platform-act-sign-out = Выход
platform-act-provision = Заявка на арендатора
platform-act-retry-provisioning = Повтор создания
platform-act-suspend = Арендатор приостановлен
platform-act-resume = Арендатор возобновлён
platform-act-delete = Арендатор удалён
platform-act-restore = Арендатор восстановлен
platform-act-erase = Арендатор стёрт
platform-act-migrate = Запуск миграций
platform-act-count-usage = Подсчёт использования
platform-act-retry-job = Повтор задания
platform-act-cancel-job = Задание отменено
platform-unwell = { $n } { $n ->
    [one] арендатор требует
    [few] арендатора требуют
   *[other] арендаторов требуют
} внимания, сначала самое серьёзное.
platform-unwell-more = И ещё { $n }.
platform-well = { $n } { $n ->
    [one] арендатор
    [few] арендатора
   *[other] арендаторов
} в порядке
platform-trouble-events = { $n } { $n ->
    [one] событие ждёт
    [few] события ждут
   *[other] событий ждут
} в очереди дольше пяти минут.
platform-jobs-of = Все задания: { $n }
platform-events-wait = Ждут: { $n }
platform-migrated = { $n } { $n ->
    [one] арендатор обновлён
    [few] арендатора обновлены
   *[other] арендаторов обновлены
}.
platform-migrated-not = { $n } { $n ->
    [one] арендатор остался
    [few] арендатора остались
   *[other] арендаторов остались
} на прежней версии; причина ниже.
platform-module-off = { $module } (выключен)
platform-ledger = Применено файлов: { $n }
platform-short-migration = Миграция не удалась
platform-short-provisioning = Не готов
platform-short-events = События ждут
platform-short-closed = Закрыт
platform-short-lifeless = Нет признаков жизни
