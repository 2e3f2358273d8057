"""The only home of SQL: tables, unit of work, repositories, migrations."""
