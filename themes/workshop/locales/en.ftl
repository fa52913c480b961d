workshop-name = Workshop
workshop-about = For counters and warehouses: large buttons, a dark bar, sections as tiles.
workshop-sections = Sections
