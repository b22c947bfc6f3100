"""Fields that know no feature."""
