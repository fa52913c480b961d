base-skip = К содержанию страницы
base-menu = Главное меню
base-menu-phone = Нижнее меню
base-more = Ещё
base-fold = Свернуть меню
base-home = На главную
base-console = Консоль Portico
base-contract = Договор
base-contract-number = № { $number }
base-contract-deferred = оплата через { $n } { $n ->
    [one] день
    [few] дня
   *[many] дней
}
base-contract-prepaid = предоплата
base-contract-minimum = от { $sum }
base-contract-choose = От договора зависят цены, остатки и условия
base-search-label = Поиск по каталогу
base-search-hint = Артикул, название или штрихкод
base-search-manage = Поиск по кабинету
base-search-manage-hint = Заказ, дилер, артикул
base-cart = Корзина
base-cart-label = Корзина, { $n ->
    [one] { $n } строка
    [few] { $n } строки
    [many] { $n } строк
   *[other] { $n } строки
}
base-bell-label = Уведомления, { $n ->
    [0] новых нет
    [one] { $n } новое
   *[other] { $n } новых
}
base-help = Помощь
base-your-manager = Ваш менеджер
base-me = Профиль: { $name }
base-profile = Профиль и настройки
base-language = Язык
base-mode = Оформление
base-mode-auto = Как в системе
base-mode-light = Светлое
base-mode-dark = Тёмное
base-sign-out = Выйти
base-sign-in = Войти
base-undo = Отменить
base-close = Закрыть
base-show = Показать
base-copied = Скопировано
base-saved = Сохранено
base-saved-at = Сохранено в { $time }
base-saving = Сохраняется
base-not-saved = Пока не сохранено: нет связи. Отправится, когда связь вернётся.
base-signed-out = Вход завершён. Войдите в новой вкладке и вернитесь: всё введённое останется здесь.
base-failed = Сервер не ответил. Всё введённое на месте, повторите.
base-restored = Введённое раньше восстановлено.
base-offline = Нет связи. Вводить можно дальше: отправится, когда связь вернётся.
base-optional = (необязательно)
base-choose-file = Выбрать файл
base-choose-files = Выбрать файлы
base-or-drop-file = или перетащите его сюда
base-or-drop-files = или перетащите их сюда
base-errors = { $n ->
    [one] Исправьте { $n } поле
    [few] Исправьте { $n } поля
    [many] Исправьте { $n } полей
   *[other] Исправьте { $n } поля
}
base-error-number = Номер для поддержки:
base-try-again = Повторить
base-crumbs = Вы здесь
base-pages = Страницы
base-rows-on-page = Строк на странице
base-previous = Предыдущая страница
base-next = Следующая страница
base-found = Найдено: { $n }
base-filters = Фильтры
base-show-found = Показать найденное: { $n }
base-show-list = Показать список
base-select-found = Выбрать все найденные: { $n }
base-selected-word = Выбрано:
base-keys = Клавиши
base-key-search = Поиск
base-key-rows = Следующая и предыдущая строка
base-key-open = Открыть строку
base-key-select = Выбрать строку
base-key-submit = Отправить форму
base-key-back = Закрыть или назад
base-key-letters = Клавиши из одной буквы
base-pad-article = Артикул
base-pad-name = Название
base-pad-qty = Количество
base-pad-unit = Единица
base-pad-no-unit = —
base-pad-pieces = Штук
base-pad-price = Цена
base-pad-stock = Остаток и срок
base-pad-sum = Сумма
base-pad-clear-column = Очистить
base-pad-cleared = Очищена строка
base-pad-clear = Очистить строку { $n }
base-pad-article-of = Артикул, строка { $n }
base-pad-qty-of = Количество, строка { $n }
base-pad-unit-of = Единица, строка { $n }
base-pad-lines = Строк
base-pad-problems = Проверить
base-pad-total = Итого
base-pad-keys = Tab — количество · Enter — следующая строка · Ctrl+V — два столбца из Excel · Ctrl+D — как строкой выше · Ctrl+Z — отменить · Ctrl+Enter — проверить заказ
base-letter-why = Почему пришло это письмо
base-letter-settings = Настройки уведомлений
base-menu-waits = новых

## A closed portal
base-closed-contact = Спросите производителя:
base-closed-ask = Спросите платформу:

## Публичный сайт
base-site-product = Продукт
base-site-modules = Модули
base-site-pricing = Цены
base-site-sign-in = Войти
base-site-sign-up = Создать портал
base-site-foot = Страницы сайта
base-site-about = B2B-порталы для производителей и их дилеров: свои цены, живые остатки, заказы.
