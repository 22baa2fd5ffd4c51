"""Documents: the plan, the report, and tables to download."""
