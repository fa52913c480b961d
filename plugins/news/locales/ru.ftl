### Новости.

news-menu = Новости
news-menu-staff = Новости для сотрудников
news-menu-content = Контент
news-menu-edit = Новости
news-right-news-edit = Писать и публиковать новости

## Чтение
news-sub-visitor = Открытые новости. Остальные видны после входа.
news-sign-in = Войти
news-search = Слова из новости
news-find = Найти
news-kinds = Виды новостей
news-kind = Вид
news-kind-all = Все
news-kind-hours = Режим работы
news-kind-exhibition = Выставки
news-kind-line = Новинки
news-kind-promotion = Акции
news-kind-other = Разное
news-unread = Не прочитано:
news-important = Важно
news-read-all = Отметить всё прочитанным
news-read-one = Отметить прочитанным
news-none = Новостей пока нет.
news-none-kind = В этом виде новостей пока ничего нет.
news-none-found = По словам «{ $q }» новостей нет.
news-show-all = Показать все новости
news-picture-n = Картинка { $n }

## Список редактора
news-new = Новая новость
news-edit = Новость
news-states = Состояния новостей
news-state = Состояние
news-state-all = Все
news-state-out = Опубликована
news-state-scheduled = Запланирована
news-state-draft = Черновик
news-state-ended = Снята
news-state-removed = Удалена
news-readers = Прочли
news-none-view = Здесь сейчас пусто.
news-none-manage = Новостей пока нет. Напишите первую: о режиме работы, выставке, новинке или акции.

## Редактор
news-title = Заголовок
news-text = Текст
news-text-hint = Пустая строка начинает абзац. **Жирный**, *курсив*, «- » в начале строки — пункт списка, [слово](адрес) — ссылка.
news-also-in = Ещё на языке: { $language }
news-pictures = Картинки
news-pictures-add = Добавить картинки
news-pictures-hint = PNG, JPEG или WebP, каждая до 2 МБ, не больше десяти. Первая стоит над текстом.
news-picture-drop = Убрать
news-audience = Кому
news-for-everyone = Всем
news-for-everyone-hint = Видна и до входа на портал.
news-for-dealers = Всем дилерам
news-for-private = Частным лицам
news-for-staff = Сотрудникам
news-no-groups = Групп пока нет: они составляются в разделе «Дилеры».
news-when = Когда
news-publish-on = Опубликовать
news-publish-time = Во сколько
news-take-down-on = Снять
news-take-down-time = Во сколько снять
news-publish-at = Публикация
news-take-down-at = Снятие
news-when-hint = Время производителя ({ $zone }). Без даты новость выходит сразу и не снимается; без времени — с начала дня и до его конца.
news-what = О чём
news-important-hint = Стоит выше остальных и отмечена.
news-publish = Опубликовать новость
news-save = Сохранить новость
news-save-draft = Сохранить черновик
news-unpublish = Снять и оставить черновиком
news-remove = Удалить новость
news-removed = Новость удалена, её никто не видит.
news-restore = Вернуть новость
news-changed = Изменение: { $who }, { $when }
news-number = № { $number } на портале

## Предпросмотр
news-preview = Глазами читателя
news-see-as = Посмотреть как
news-see = Посмотреть
news-as-visitor = Посетитель до входа
news-as-staff = Сотрудник
news-preview-of = Так видит: { $who }
news-preview-hidden = { $who }: эта новость не видна. Отметьте подходящее в поле «Кому».
news-preview-now = Видна сразу после публикации.
news-preview-from = Видна с { $at }.
news-preview-until = Снимается { $at }.

## Ответы
news-said-draft = Черновик «{ $title }» сохранён. На портале его не видно.
news-said-out = Новость «{ $title }» опубликована.
news-said-scheduled = Новость «{ $title }» выйдет { $date } в { $time }.
news-said-restored = Новость возвращена, какой была.
news-title-missing = Напишите заголовок.
news-nobody = Отметьте, кому предназначена новость.
news-group-gone = Такой группы больше нет. Проверьте отметки и отправьте ещё раз.
news-day-wrong = «{ $value }» — не дата. Пишите так: 04.11.2026.
news-time-wrong = «{ $value }» — не время. Пишите так: 09:00.
news-ends-before = Снятие раньше публикации. Выберите более поздний день или час.
news-picture-kind = Файл «{ $name }» — не картинка PNG, JPEG или WebP. Выберите другой.
news-picture-svg = В файле «{ $name }» рисунок SVG, в нём могут быть скрипты. Сохраните его как PNG и выберите снова.
news-picture-size = В картинке «{ $name }» { $width } × { $height } точек. Каждая сторона — от 16 до 6 000.
news-conflict = Пока вы писали, новость сохранена кем-то ещё: { $who }, { $when }. Ваш текст на месте.
news-conflict-next = Выше — то, что сохранено и отличается от вашего. Исправьте своё и сохраните снова: тогда останется ваш вариант.

news-module = Новости
news-module-about = Режим работы, выставки, новинки и акции: для всех, для групп дилеров или для сотрудников, с даты и до даты.
news-all-of = Все новости: { $n }
news-found = Найдено в новостях
