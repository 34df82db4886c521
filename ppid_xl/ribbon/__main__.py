"""``python -I -m ppid_xl.ribbon calc KUNCI`` is one press of a button in LibreOffice Calc."""

import sys

from ppid_xl.ribbon.process import main

sys.exit(main())
