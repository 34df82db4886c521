"""``python -m ppid_xl`` is ``ppid``."""

import sys

from ppid_xl.cli import main

sys.exit(main())
