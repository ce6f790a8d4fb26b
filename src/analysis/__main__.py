"""``python -m analysis``: the same as the console script ``analysis``."""

from analysis.cli import main

if __name__ == "__main__":
    main()
