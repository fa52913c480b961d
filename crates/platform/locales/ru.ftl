### Страницы самой платформы и консоль оператора.

platform-portal = Ваш портал
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

## Публичный сайт
platform-create = Создать портал
platform-note-card = Без карты
platform-note-fast = Готов за полминуты
platform-note-samples = 50 образцов для пробы
platform-product-title = Portico: B2B-порталы для производителей
platform-product-eyebrow = B2B-портал производителя
platform-product-h1 = Дилеры заказывают по своим ценам, без звонков
platform-product-lead = Дилер входит и видит цены своего договора, что есть на складе и когда придёт остальное. Заказ приходит к вам целиком, строка к строке.
platform-product-see = Что внутри
platform-shot-contract = Договор № 14-Д · Серебро
platform-shot-stock = Наличие
platform-shot-here = В наличии
platform-shot-later = Ожидается 12 нояб.
platform-shot-breaker = Автомат 1P C 16 А
platform-shot-socket = Рамка на две розетки
platform-shot-valve = Кран шаровой DN 20
platform-shot-lamp = Лампа LED 9 Вт
platform-shot-sum-1 = 38 400,00
platform-shot-sum-2 = 12 600,00
platform-shot-sum-3 = 252 000,00
platform-shot-sum-4 = 33 200,00
platform-shot-lines = 4 строки, 1 проверить
platform-shot-total = 336 200,00 ₽
platform-shot-place = Проверить заказ
platform-who-title = Один портал бережёт время троих
platform-who-dealer = Закупщик дилера
platform-who-dealer-1 = Вставляет артикулы и количества из Excel и получает заказ
platform-who-dealer-2 = Спрашивает «когда будет 400?» и видит дату
platform-who-dealer-3 = Повторяет прошлый заказ по сегодняшним ценам
platform-who-staff = Ваш отдел продаж
platform-who-staff-1 = Видит на одной странице, что подтвердить, отгрузить, ответить
platform-who-staff-2 = Открывает любую цену и читает, почему она такая
platform-who-staff-3 = Подтверждает заказ с нехваткой и датами за один раз
platform-who-owner = Вы
platform-who-owner-1 = Открываете портал сами, сегодня вечером
platform-who-owner-2 = Даёте сотрудникам и дилерам роли и лимиты
platform-who-owner-3 = Ставите логотип и цвета на страницы и письма
platform-what-title = Что работает сегодня
platform-what-lead = Всё на этой странице уже есть в продукте. Чего нет, того нет и здесь.
platform-what-prices = Цены по договорам
platform-what-prices-text = Прайс-листы, уровни, ступени по количеству, валюты и НДС по договору. Несколько юрлиц и договоров у дилера, переключение одним нажатием.
platform-what-pad = Бланк заказа
platform-what-pad-text = Таблица, которую правят с клавиатуры. Артикул находится, как бы его ни набрали, а строка с проблемой говорит, что делать.
platform-what-stock = Остатки и поступления
platform-what-stock-text = По складам, со временем данных. Заказанное удерживается, поэтому последнюю паллету продают один раз.
platform-what-orders = Заказ до отгрузки
platform-what-orders-text = Подтверждение с нехваткой, отгрузка частями, закрытие, лента событий и письма обеим сторонам.
platform-what-imports = Файлы из 1С и Excel
platform-what-imports-text = CommerceML, CSV и архивы. Сначала пробный прогон, потом причина для каждой пропущенной строки.
platform-what-look = Ваш вид
platform-what-look-text = Логотип, цвета и тема для портала, входа и писем. Светлый и тёмный, на столе и в телефоне.
platform-way-title = От формы до первого заказа
platform-way-1 = Шесть вопросов
platform-way-1-text = Компания, адрес, имя, почта, пароль, язык. Портал создаётся у вас на глазах, меньше чем за полминуты.
platform-way-2 = Файл или образцы
platform-way-2-text = Загрузите товары и цены из файла или начните с 50 образцов и замените их позже.
platform-way-3 = Дилер или вы сами
platform-way-3-text = Пригласите первого дилера или станьте тестовым дилером и сделайте первый заказ сами.
platform-why-own = Ваши данные отдельно
platform-why-own-text = У каждого производителя своя схема и своя роль в базе данных. Чужая строка недоступна и самой программе.
platform-why-words = Русский и английский
platform-why-words-text = Каждая страница и письмо на обоих, с датами, суммами и числами языка читателя.
platform-why-hands = Руки на клавиатуре
platform-why-hands-text = Ежедневное делается клавишами, складское — одним пальцем.
platform-call-title = Попробуйте на своих товарах
platform-call-text = Свой портал, бесплатно на время пробы. Без карты и звонков от продавцов.
platform-modules-title = Модули Portico
platform-modules-h1 = Из чего состоит портал
platform-modules-lead = Эти разделы есть в каждом портале. Модули рядом вы включаете и выключаете сами, введённое остаётся.
platform-modules-core = В каждом портале
platform-core-catalog = Каталог
platform-core-catalog-text = Разделы, артикулы, свойства с единицами, упаковки и штрихкоды. Поиск по артикулу в любом написании, штрихкоду и словам.
platform-core-prices = Цены
platform-core-prices-text = Прайс-листы по договору и приоритету, ступени, уровни, НДС, РРЦ и наценка. Каждая цена отвечает на «почему?».
platform-core-stock = Остатки
platform-core-stock-text = По складам со временем данных, поступления, удержания и дата, к которой будет нужное количество.
platform-core-orders = Заказы
platform-core-orders-text = Корзина и бланк, размещение с проверками и лимитами, подтверждение, отгрузка частями, письма обеим сторонам.
platform-core-accounts = Люди и компании
platform-core-accounts-text = Дилеры с юрлицами и договорами, люди с ролями и лимитами, приглашения, один человек в нескольких компаниях.
platform-core-imports = Загрузки
platform-core-imports-text = CommerceML 2 и 3, CSV, архивы. Пробный прогон, ход на экране, итог по каждой строке, строки с ошибками файлом.
platform-modules-optional = Включаются по желанию
platform-modules-optional-lead = Одно нажатие в настройках, в любой момент. Меню, страницы и права приходят и уходят вместе с модулем.
platform-modules-none = В этой версии таких модулей пока нет.
platform-modules-from-start = Включён сразу
platform-pricing-title = Цены Portico
platform-pricing-h1 = Сегодня один тариф: пробный
platform-pricing-lead = Платные тарифы ещё не открыты, поэтому платить и подписывать нечего.
platform-plan-trial-sum = 0 ₽
platform-plan-trial-text = На время, пока не открыты платные тарифы.
platform-plan-trial-1 = Всё, что работает сегодня
platform-plan-trial-2 = Сколько угодно товаров, дилеров и людей
platform-plan-trial-3 = Свой адрес и свой вид
platform-plan-trial-4 = Оба языка
platform-plan-trial-5 = Без карты
platform-ask-later = Что будет после пробы?
platform-ask-later-text = Тарифы с ценами сначала появятся на этой странице. Сам собой платный тариф не включится: вашей карты ни у кого нет.
platform-ask-end = А если не продолжать?
platform-ask-end-text = Напишите оператору, и портал снимут. Его адрес 90 дней никому не отдают.
platform-ask-data = Чьи это данные?
platform-ask-data-text = Ваши. Они лежат в отдельной схеме, порознь с данными всех других производителей.
platform-sign-in-title = Вход в портал
platform-sign-in-h1 = Вход в портал
platform-sign-in-lead = У каждого производителя свой портал. Введите первую часть его адреса.
platform-email = Электронная почта
platform-forgotten = Забыли адрес?
platform-forgotten-text = Укажите почту, и мы напишем на неё, в каких порталах она известна.
platform-forgotten-send = Прислать адреса
platform-forgotten-sent = Если почта { $email } известна хотя бы в одном портале, письмо с адресами уже в пути.

## Форма регистрации
platform-signup-title = Создать портал
platform-signup-h1 = Создайте портал
platform-signup-lead = Шесть вопросов. Через полминуты вы внутри.
platform-company = Компания
platform-portal-address = Адрес портала
platform-portal-address-hint = Латинские буквы, цифры и дефисы. Его будут набирать дилеры.
platform-your-name = Ваше имя
platform-your-email = Ваша почта
platform-your-email-hint = С ней вы входите как владелец.
platform-your-password = Пароль
platform-your-password-hint = Не короче { $n } знаков. Лучше всего фраза из нескольких слов.
platform-samples = Начать с 50 образцов товаров
platform-samples-hint = Пять разделов с ценами и остатками. В названиях сказано, что это образцы.
platform-signup-plan = Тариф пробный: бесплатно, без карты.
platform-signup-plan-more = О тарифах
platform-next-title = Что будет дальше
platform-next-1 = Портал создаётся по шагам, и вы их видите.
platform-next-2 = Вы попадаете на короткий список первых шагов: логотип, товары, цены, дилер, заказ.
platform-next-3 = Вы владелец: пригласите коллег и дилеров, когда захотите.
platform-next-4 = Пароль с первой секунды хранится только в виде хеша.
platform-address-free = Адрес { $address }.{ $base } свободен.
platform-address-offer = Свободные адреса:
platform-address-taken = Адрес { $address } занят. Выберите другой.
platform-address-taken-free = Адрес { $address } занят. Свободны: { $free }.
platform-address-like = Адрес { $address } похож на занятый. Выберите другой.
platform-address-like-free = Адрес { $address } похож на занятый. Свободны: { $free }.
platform-signup-often = За последний час запрошено слишком много порталов. Повторите через { $minutes } минут.

## Ход создания портала
platform-progress-title = { $company }: портал создаётся
platform-progress-h1 = Портал создаётся
platform-progress-done = Портал открыт
platform-progress-failed = Портал пока не готов
platform-progress-steps = Шаги
platform-step-address = Адрес
platform-step-database = База данных
platform-step-roles = Роли
platform-step-look = Вид
platform-step-samples = Образцы
platform-step-owner = Ваш доступ
platform-step-seconds = { $n } с
platform-step-running = сейчас
platform-step-skipped = пропущен
platform-step-failed = остановился
platform-progress-leave = Страницу можно закрыть: путь назад есть в письме на { $email }.
platform-progress-reload = Посмотреть, что сделано
platform-progress-failed-title = Один шаг остановился. Всё введённое на месте.
platform-failed-address = Адрес { $host } тем временем занял кто-то другой. Выберите другой в форме.
platform-failed-database = База данных не ответила. Повторите через минуту.
platform-failed-other = Ошибка на нашей стороне. Повторите, а если шаг остановится снова, напишите в поддержку.
platform-failed-number = Номер для поддержки: { $number }
platform-retry = Повторить
platform-change-form = Изменить ответы
platform-enter = Открыть портал
platform-enter-sign-in = Войти в портал
platform-then-title = Дальше, в любом порядке
platform-then-1 = Ваш логотип и цвета
platform-then-2 = Ваши товары и цены из файла
platform-then-3 = Первый дилер или вы сами как тестовый
platform-signup-again = Шаги продолжаются с того, на котором остановились.
platform-signup-not-failed = Этот портал больше не ждёт повтора. Посмотрите, что уже сделано.
platform-signup-see = Посмотреть, что сделано

## Письма платформы
platform-letter-sign-up = { $company }: портал создаётся
platform-letter-sign-up-line = Портал { $url } создаётся. Страница по кнопке показывает, что уже сделано.
platform-letter-sign-up-later = Когда он будет готов, войдите на { $url } с этой почтой и паролем, который вы выбрали.
platform-letter-sign-up-button = Посмотреть, что сделано
platform-letter-sign-up-why = эту почту указали при создании портала на Portico. Если это были не вы, ничего делать не нужно.
platform-letter-portals = Portico: ваши порталы
platform-letter-portals-line = Ваша почта известна в { $n } { $n ->
    [one] портале
   *[other] порталах
}:
platform-letter-portal = { $name }: { $url }
platform-letter-portals-why = на странице входа Portico спросили, где известна эта почта.
