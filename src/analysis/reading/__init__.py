"""Files to articles: text, segments, and what the files and ``sources.toml`` say of them."""
