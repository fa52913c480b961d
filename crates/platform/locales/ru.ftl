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
platform-address = Адрес
platform-state = Состояние
platform-state-active = Работает
platform-state-suspended = Приостановлен
platform-state-provisioning = Создаётся
platform-health = Здоровье
platform-healthy = В порядке
platform-failed-jobs = { $n } { $n ->
    [one] задание
    [few] задания
   *[other] заданий
} с ошибкой
platform-since = С
platform-jobs = Задания
platform-jobs-by-state = Задания по состояниям
platform-jobs-every = Все
platform-jobs-all = Показать все задания
platform-jobs-none = Здесь заданий нет.
platform-job = Задание
platform-attempts = Попытки
platform-made = Создано
platform-act = Действие
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

## Sign-up
platform-address-taken = Адрес { $address } занят. Выберите другой.
