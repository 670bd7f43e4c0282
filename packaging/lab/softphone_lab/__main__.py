"""`python3 -m softphone_lab`: the lab without the softphone."""

import sys

from .command import main

sys.exit(main())
