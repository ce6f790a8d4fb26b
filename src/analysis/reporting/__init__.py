"""Charts, notebook runs, the HTML page and its provenance."""

import logging

# Where making matplotlib's list of fonts takes over five seconds, a line says so: a slow machine's first report would
# hold it, and no other. Set before anything here imports matplotlib.
logging.getLogger("matplotlib.font_manager").addFilter(lambda record: "building the font cache" not in str(record.msg))
