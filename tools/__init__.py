"""What developers run by hand: the reference, the catalogue of texts, frozen names and the map."""
