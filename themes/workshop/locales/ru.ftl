workshop-name = Мастерская
workshop-about = Для прилавка и склада: крупные кнопки, тёмная шапка, разделы плитками.
workshop-sections = Разделы
