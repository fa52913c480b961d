### Слова, общие для всех разделов.

kit-date = { $day2 }.{ $month2 }.{ $year }
kit-date-long = { $day } { kit-month-of } { $year } г.
kit-month-of = { $month ->
    [1] января
    [2] февраля
    [3] марта
    [4] апреля
    [5] мая
    [6] июня
    [7] июля
    [8] августа
    [9] сентября
    [10] октября
    [11] ноября
   *[12] декабря
}
kit-just-now = только что
kit-ago-minutes = { $n } { $n ->
    [one] минуту
    [few] минуты
   *[other] минут
} назад
kit-ago-hours = { $n } { $n ->
    [one] час
    [few] часа
   *[other] часов
} назад
kit-ago-days = { $n } { $n ->
    [one] день
    [few] дня
   *[other] дней
} назад
kit-in-minutes = через { $n } { $n ->
    [one] минуту
    [few] минуты
   *[other] минут
}
kit-in-hours = через { $n } { $n ->
    [one] час
    [few] часа
   *[other] часов
}
kit-in-days = через { $n } { $n ->
    [one] день
    [few] дня
   *[other] дней
}

## Значения, которые не читаются
kit-field-empty = Заполните это поле.
kit-field-long = Знаков { $length } — это больше, чем { $longest }. Сократите текст.
kit-field-control = Здесь есть знак, который нельзя показать. Наберите текст ещё раз вручную.
kit-field-choice = Выберите значение из списка.
kit-number-wrong = «{ $value }» — не число. Пишите так: 1 234,5.
kit-currency-unknown = «{ $value }» — не валюта. Нужны три буквы, например RUB.
kit-colour-wrong = «{ $value }» не цвет. Напишите шесть знаков, например #0f6b5c.
kit-email-wrong = «{ $value }» — не адрес почты. Проверьте: имя@компания.рф.
kit-inn-length = В ИНН 10 или 12 цифр, а введено { $count }. Проверьте: { $value }.
kit-inn-check = Контрольные цифры ИНН { $value } не сходятся. Сверьте со свидетельством.
kit-slug-wrong = «{ $value }» не может быть адресом. Нужны от 3 до 40 латинских букв, цифр и дефисов.
kit-slug-reserved = Адрес { $value } занят системой. Выберите другой.
kit-slug-like-reserved = Адрес { $value } можно принять за системный. Выберите другой.
kit-form-too-long = Форма длиннее 2 МБ. Отправьте её по частям или файлом.
kit-upload-file-big = В файле «{ $name }» { $size } МБ; можно не больше { $limit } МБ. Выберите файл меньше.
kit-upload-file-bigger = Файл «{ $name }» больше { $limit } МБ. Выберите файл меньше.
kit-upload-all-big = Файлы одной формы вместе могут занимать { $limit } МБ. Отправьте их по частям.
kit-upload-many = { $limit ->
    [one] За один раз можно отправить { $limit } файл.
    [few] За один раз можно отправить не больше { $limit } файлов.
    [many] За один раз можно отправить не больше { $limit } файлов.
   *[other] За один раз можно отправить не больше { $limit } файла.
}
kit-upload-broken = Форма и файл дошли не целиком. Откройте страницу снова, выберите файл и отправьте ещё раз.

## Ошибки и отказы
kit-not-found-title = Страница не найдена
kit-not-found = По этому адресу ничего нет. Найдите нужное поиском или перейдите на главную.
kit-sign-in-title = Сначала войдите
kit-sign-in = Сеанс закончился. Войдите снова: всё введённое останется здесь.
kit-sign-in-again = Сеанс закончился, поэтому форма не отправлена. Войдите и отправьте её снова.
kit-limit-title = Слишком много попыток
kit-limit = Попыток было слишком много. Повторите через { $seconds } { $seconds ->
    [one] секунду
    [few] секунды
   *[other] секунд
}.
kit-unavailable-title = Сейчас недоступно
kit-busy = Портал занят. Повторите через минуту: ничего не изменилось.
kit-closed-title = Портал временно закрыт
kit-closed-words = { $words }
kit-closed-staff = Портал закрыл оператор платформы; ваши данные сохранены. Дилеры причину не видят.
kit-closed-staff-deleted = Портал будет удалён. До { $day } оператор платформы может вернуть его со всеми данными.
kit-slow = Это заняло слишком много времени и остановлено. Прежде чем повторять, проверьте, не сохранилось ли.
kit-suspended = Портал временно закрыт. Обратитесь к менеджеру производителя.
kit-forbidden-title = Вам это недоступно
kit-forbidden = У вас нет права «{ $right }». Его может дать руководитель вашей компании или владелец портала.
kit-refused-title = Не выполнено
kit-invalid-title = Проверьте введённое
kit-invalid = Некоторые поля не читаются, они названы ниже.
kit-bug-title = Ошибка на нашей стороне
kit-bug = Не сохранилось: ошибка на нашей стороне. Всё введённое на месте. Повторите или назовите поддержке номер { $number }.
kit-error-home = Перейти на главную
kit-error-sign-in = Войти

## Роли
kit-role-owner = Владелец
kit-role-sales-manager = Менеджер по продажам
kit-role-catalog-manager = Менеджер каталога
kit-role-warehouse = Склад
kit-role-content-editor = Редактор
kit-role-branch-editor = Редактор филиала
kit-role-trainer = Тренер
kit-role-dealer-head = Руководитель
kit-role-buyer = Закупщик
kit-role-seller = Продавец
kit-role-technical-specialist = Технический специалист
kit-role-accountant = Бухгалтер
kit-role-operator = Оператор
