"""What people read: tables, dossiers and the formats of other programs, made from results."""
