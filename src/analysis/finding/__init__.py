"""Articles to records: mentions, quotations, quantities, dates, wording."""
