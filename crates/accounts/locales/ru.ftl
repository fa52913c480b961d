### Люди, компании и договоры.

accounts-menu-company = Компания
accounts-menu-dealers = Дилеры
accounts-menu-settings = Настройки
accounts-menu-staff = Сотрудники
accounts-menu-roles = Роли

## Вход
accounts-login-title = Вход
accounts-login = Войти
accounts-email = Почта
accounts-password = Пароль
accounts-forgot = Не помню пароль
accounts-login-wrong = Почта и пароль не подходят друг к другу. Проверьте оба поля или задайте новый пароль.
accounts-reset-title = Новый пароль
accounts-reset-hint = Отправим ссылку на этот адрес.
accounts-reset-send = Отправить ссылку
accounts-reset-sent = Если адрес { $email } здесь известен, письмо со ссылкой уже в пути. Ссылка работает один час.
accounts-new-password-title = Новый пароль
accounts-new-password = Новый пароль
accounts-password-short = Не меньше { $shortest } знаков и не больше 200.
accounts-password-save = Сохранить пароль
accounts-password-changed = Пароль изменён, на других устройствах выполнен выход.
accounts-password-wrong = Это не ваш нынешний пароль.
accounts-old-password = Нынешний пароль
accounts-invitation-title = Добро пожаловать
accounts-invitation-accept = Задать пароль и войти
accounts-link-dead = Ссылка уже использована или устарела. Запросите новую.
accounts-link-again = Получить новую ссылку

## Письма
accounts-reset-subject = Новый пароль для портала «{ $tenant }»
accounts-reset-line = { $name }, для вашей учётной записи на портале «{ $tenant }» запрошен новый пароль. Если это вы, нажмите кнопку: ссылка работает один час. Если нет, ничего не делайте.
accounts-reset-button = Задать новый пароль
accounts-invite-subject = Приглашение на портал «{ $tenant }»
accounts-invite-line = { $name }, вас приглашают на портал «{ $tenant }». Задайте пароль и войдите: ссылка работает семь дней.
accounts-invite-button = Принять приглашение
accounts-letter-why = Письмо пришло, потому что ваш адрес есть на портале «{ $tenant }».

## Своя страница
accounts-me-title = Мой профиль
accounts-me-about = Обо мне
accounts-me-save = Сохранить
accounts-me-saved = Сохранено.
accounts-me-companies = Мои компании
accounts-me-password = Пароль
accounts-me-sessions = Где выполнен вход
accounts-name = Имя
accounts-time-zone = Часовой пояс
accounts-time-zone-hint = Например, Europe/Moscow или Asia/Yekaterinburg.
accounts-density = Высота строк
accounts-density-compact = Плотно
accounts-density-normal = Обычно
accounts-density-roomy = Просторно
accounts-device = Устройство
accounts-address = Адрес
accounts-last-used = Последний вход
accounts-act = Действие
accounts-session-this = Это устройство
accounts-session-end = Выйти
accounts-sessions-end = Выйти на всех остальных
accounts-session-ended = На том устройстве выполнен выход.
accounts-sessions-ended = На всех остальных устройствах выполнен выход.

## Компания и договоры
accounts-company-contracts = Юрлица и договоры
accounts-company-people = Люди и лимиты
accounts-contract = Договор № { $number }
accounts-inn = ИНН { $number }
accounts-no-contracts = Договоров пока нет. Их добавляет менеджер.
accounts-contract-switched = Договор № { $number }: цены и условия изменились.
accounts-contract-number-taken = У компании уже есть договор № { $number }. Дайте этому другой номер.
accounts-term-currency = Валюта
accounts-term-prices = Цены
accounts-term-lists = Прайс-листы
accounts-term-payment = Оплата
accounts-term-credit = Кредитный лимит
accounts-term-minimum = Минимальный заказ
accounts-term-delivery = Доставка
accounts-term-warehouses = Склады
accounts-term-lock = Фиксация цен
accounts-term-valid = Действует
accounts-term-said = { $value }
accounts-term-level-said = { $level }, { $percent } %, { $vat }
accounts-vat-included = с НДС
accounts-vat-on_top = НДС сверху
accounts-prepaid = Предоплата
accounts-deferred = Через { $n } { $n ->
    [one] день
    [few] дня
   *[other] дней
} после отгрузки
accounts-days = { $n } { $n ->
    [one] день
    [few] дня
   *[other] дней
}
accounts-no-limit = Без лимита
accounts-role = Роль
accounts-role-choose = Выберите роль
accounts-role-too-much = Эта роль может больше, чем вы, поэтому дать её нельзя. Обратитесь к владельцу.
accounts-order-limit = Лимит заказа
accounts-order-limit-hint = Пусто — без лимита.
accounts-limit-negative = Лимит — ноль или больше. Оставьте поле пустым, если лимита нет.
accounts-last-seen = Был на портале
accounts-no-people = Здесь пока никого нет.
accounts-invite-colleague = Пригласить коллегу
accounts-invite-staff = Пригласить сотрудника
accounts-invite = Отправить приглашение
accounts-invited = Приглашение отправлено: { $email }.
accounts-email-taken = Адрес { $email } уже есть на портале. Укажите другой.

## Дилеры
accounts-dealer = Дилер
accounts-dealer-add = Добавить дилера
accounts-dealer-new = Новый дилер
accounts-dealer-name = Название на портале
accounts-dealer-name-hint = Коротко, как вы называете эту компанию.
accounts-dealer-added = Дилер «{ $name }» добавлен, руководителю отправлено приглашение.
accounts-dealer-pending = Дилер ждёт подтверждения.
accounts-dealer-blocked = Дилер заблокирован: его люди не могут войти.
accounts-entity-name = Юрлицо
accounts-tax-id = ИНН
accounts-head-name = Имя руководителя
accounts-head-email = Почта руководителя
accounts-head-email-hint = Сюда придёт приглашение.
accounts-city = Город
accounts-state = Состояние
accounts-state-active = Работает
accounts-state-pending = Ждёт подтверждения
accounts-state-blocked = Заблокирован
accounts-state-invited = Приглашение отправлено
accounts-manager = Менеджер
accounts-entities = Юрлица
accounts-contracts = Договоры
accounts-people = Люди
accounts-since = с
accounts-find = Найти
accounts-dealers-search = Название, юрлицо или ИНН
accounts-dealers-none = Дилеров пока нет. Добавьте первого.
accounts-dealers-none-found = По запросу «{ $q }» ничего не найдено.
accounts-dealers-all = Показать всех дилеров

## Роли
accounts-right = Право
accounts-roles-staff = Сотрудники
accounts-roles-dealer = Дилеры
accounts-scope-own = свои
accounts-scope-company = компания
accounts-scope-tree = компания и ниже
accounts-scope-all = все
accounts-right-accounts-company-view = Видеть свою компанию
accounts-right-accounts-people-invite = Приглашать коллег
accounts-right-accounts-dealers-view = Видеть дилеров
accounts-right-accounts-dealers-edit = Добавлять и менять дилеров
accounts-right-accounts-staff-view = Видеть сотрудников
accounts-right-accounts-staff-invite = Приглашать сотрудников
accounts-right-accounts-roles-view = Видеть роли

## Look
accounts-menu-look = Оформление
accounts-right-accounts-look-edit = Менять тему, логотип и цвета
accounts-theme = Тема
accounts-theme-unknown = Темы «{ $name }» нет. Выберите одну из показанных.
accounts-look-preview-desk = Портал на мониторе
accounts-look-preview-phone = Портал на телефоне
accounts-look-in-colours = Цвета в светлом и тёмном режиме
accounts-sample-entity = ООО «Пример»
accounts-sample-lead = Так выглядит заказ: товары и цены здесь придуманы.
accounts-sample-breaker = Выключатель автоматический 1P C16
accounts-sample-switch = Выключатель нагрузки 3P 63 А с видимым разрывом цепи и блокировкой рукоятки
accounts-sample-valve = Кран шаровой DN 15, латунь
accounts-sample-pipe = Труба PEX 16 × 2,0 мм, бухта 200 м
accounts-sample-in-stock = В наличии
accounts-sample-little = Осталось мало
accounts-sample-none = Нет в наличии
accounts-sample-article = Артикул
accounts-sample-name = Наименование
accounts-sample-stock = Наличие
accounts-sample-quantity = Количество
accounts-sample-price = Цена с НДС
accounts-sample-sum = Сумма
accounts-sample-total = Сумма с НДС
accounts-sample-note = Цены зафиксированы до 15:40.
accounts-look-sub = Что видят дилеры на портале, при входе и в письмах. Рабочее место сотрудников сохраняет свои цвета и получает логотип.
accounts-look-brand = Фирменный цвет
accounts-look-brand-hint = Кнопки и отметки. Например, #0f6b5c.
accounts-look-accent = Цвет акцентов
accounts-look-accent-hint = Ссылки, текущая страница, фокус. Пусто: фирменный цвет.
accounts-look-themes = цвет темы
accounts-look-as-brand = как фирменный
accounts-look-pick-brand = Выбрать фирменный цвет
accounts-look-pick-accent = Выбрать цвет акцентов
accounts-look-save = Сохранить оформление
accounts-look-saved = Оформление сохранено. Дилеры увидят его на следующей странице.
accounts-look-reset = Вернуть цвета темы
accounts-look-reset-done = Цвета темы вернулись. Ваши были: фирменный { $brand }, акценты { $accent }.
accounts-look-changed = С тех пор как вы открыли страницу, оформление изменил кто-то другой. Ваши правки не сохранены.
accounts-look-open-again = Открыть страницу снова
accounts-look-sample = Как это видят дилеры
accounts-look-trying = Ещё не сохранено
accounts-look-light = Светлый режим
accounts-look-dark = Тёмный режим
accounts-look-here = Каталог
accounts-look-there = Заказы
accounts-look-words = Цены по вашему договору.
accounts-look-a-link = Условия доставки
accounts-look-selected = Выбранная строка
accounts-look-a-button = Разместить заказ
accounts-look-other-button = Сохранить корзину
accounts-look-buttons = Кнопки
accounts-look-text-on = текст { $colour }
accounts-look-links = Ссылки
accounts-look-colours = Цвета
accounts-look-button-darker = Кнопки сделаны темнее, чтобы их и текст на них можно было прочесть: { $from } → { $to }.
accounts-look-button-lighter = Кнопки в тёмном режиме сделаны светлее, чтобы их и текст на них можно было прочесть: { $from } → { $to }.
accounts-look-link-darker = Ссылки сделаны темнее, чтобы их можно было прочесть: { $from } → { $to }.
accounts-look-link-lighter = Ссылки в тёмном режиме сделаны светлее, чтобы их можно было прочесть: { $from } → { $to }.
accounts-logo = Логотип
accounts-logo-hint = PNG, JPEG или WebP, до 0,5 МБ. На странице он высотой 32 пикселя; чётко выглядит от 64.
accounts-logo-new = Другой логотип
accounts-logo-now = Логотип сейчас
accounts-logo-on = Логотип, { $mode }
accounts-logo-pixels = { $width } × { $height } пикселей
accounts-logo-remove = Убрать логотип
accounts-logo-removed = Логотип убран. На его месте стоит название.
accounts-logo-empty = Файл «{ $name }» пуст. Сохраните его заново и выберите ещё раз.
accounts-logo-kind = Файл «{ $name }» не картинка PNG, JPEG или WebP. Сохраните логотип как PNG и выберите этот файл.
accounts-logo-svg = Файл «{ $name }» — рисунок SVG, в котором могут быть программы. Сохраните логотип как PNG высотой от 64 пикселей и выберите этот файл.
accounts-logo-size = В картинке «{ $name }» { $width } × { $height } пикселей. Каждая сторона может быть от 16 до 4 000.

## Группы клиентов
accounts-menu-groups = Группы
accounts-right-accounts-groups-edit = Составлять группы клиентов
accounts-groups-sub = Дилеры, собранные вручную: для новостей, цен и всего, что предназначено не всем.
accounts-groups-none = Групп пока нет. Назовите первую, например «Опт» или «Монтажные организации».
accounts-group = Группа
accounts-group-size = Дилеры
accounts-group-new-name = Название новой группы
accounts-group-name-hint = Его видят только сотрудники.
accounts-group-name-label = Название группы
accounts-group-name = Группа
accounts-group-add = Добавить группу
accounts-group-added = Группа «{ $name }» добавлена. Отметьте дилеров, которые в неё входят.
accounts-group-taken = Группа «{ $name }» уже есть. Назовите эту иначе.
accounts-group-rename = Переименовать группу
accounts-group-renamed = Теперь группа называется «{ $name }».
accounts-group-delete = Удалить группу
accounts-group-delete-ask = Удалить группу «{ $name }»? Дилеры останутся, исчезнет только группа.
accounts-group-deleted = Группа «{ $name }» удалена.
accounts-group-used = Группа «{ $name }» выбрана в других разделах, например в новостях. Уберите её там и удалите снова.
accounts-group-back = Вернуться к группе
accounts-group-dealers = { $n } { $n ->
    [one] дилер
    [few] дилера
   *[other] дилеров
}
accounts-group-members = В группе
accounts-group-empty = В группе пока никого нет. Отметьте дилеров ниже.
accounts-group-others = Добавить дилеров
accounts-group-search = Название или город дилера
accounts-group-add-members = Добавить отмеченных
accounts-group-more = Показаны первые 50. Остальных найдёт поиск.
accounts-group-all-in = Все дилеры уже в группе.
accounts-group-remove = Убрать
accounts-group-remove-label = Убрать из группы: { $name }
accounts-group-members-added = В группу «{ $name }» { $n ->
    [one] добавлен { $n } дилер
    [few] добавлены { $n } дилера
   *[other] добавлено { $n } дилеров
}.
accounts-group-members-removed = Из группы «{ $name }» { $n ->
    [one] убран { $n } дилер
    [few] убраны { $n } дилера
   *[other] убрано { $n } дилеров
}.
accounts-group-nobody = Никто не отмечен. Отметьте хотя бы одного дилера.
accounts-group-stranger = Одного из отмеченных дилеров больше нет в списке. Откройте группу заново и отметьте ещё раз.
accounts-dealer-groups = Группы

## Модули
accounts-menu-modules = Модули
accounts-module = Люди и компании
accounts-module-about = Кто входит, от какой компании и по какому договору.
accounts-modules-sub = Выключенный модуль убирает свои страницы; всё введённое хранится и возвращается вместе с ним.
accounts-modules-none = В этой версии нет модулей, которые можно включать.
accounts-module-on = Включён
accounts-module-off = Выключен
accounts-module-places = В меню:
accounts-module-works-with = Работает вместе с модулями:
accounts-module-kept = Введённое раньше сохранено.
accounts-module-switch-on = Включить
accounts-module-switch-off = Выключить
accounts-module-is-on = Модуль «{ $module }» включён. Его разделы появились в меню.
accounts-module-is-off = Модуль «{ $module }» выключен. Всё введённое сохранено.
accounts-module-needs = Модуль «{ $module }» работает только вместе с модулем «{ $needed }». Сначала включите «{ $needed }».
accounts-module-needed = Модуль «{ $other }» работает только вместе с модулем «{ $module }». Сначала выключите «{ $other }».
accounts-module-busy = Модуль «{ $module }» не включился: сейчас кто-то сохраняет данные. Повторите через минуту.
accounts-modules-show = Показать модули
accounts-right-accounts-modules-edit = Включать и выключать модули

## Приход после регистрации и взгляд покупателем
accounts-arrival-title = Здравствуйте, { $name }
accounts-arrival-text = Портал готов. Секунда, он открывается.
accounts-arrival-open = Открыть портал
accounts-arrival-dead = Ссылка уже использована или старше двух минут. Войдите по почте и паролю.
accounts-no-way-back = Это ваш собственный вход: возвращаться не к кому.
accounts-to-start = На главную
accounts-password-common = Этот пароль пробуют первым. Придумайте свою фразу подлиннее.
accounts-password-names = В пароле название компании, адрес или ваша почта. Придумайте такой, который по ним не угадать.
