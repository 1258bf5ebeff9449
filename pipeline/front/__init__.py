"""Front matter: titles, people, places, dates and the journal."""
