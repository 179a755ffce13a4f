"""The search of the whole site: cases, pages, bodies, people in office, councils and files in one box."""
